package io.ripen.policy.breaker.internal;

import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.FailureReaction;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.Messages;
import io.ripen.event.Event;
import io.ripen.event.EventListener;
import io.ripen.event.EventTypes;
import io.ripen.event.ListenerName;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.breaker.internal.Counts.Counted;
import io.ripen.sequence.SequenceId;
import io.ripen.transaction.UnitOfWork;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Watches what becomes of each sequence's messages; {@link Breaker} trips when it is too much. Allows everything itself: what
 * is paused is held by the blocks. Costs a batch a few additions in memory after its commit. Thread-safe.
 */
@Component(service = {Policy.class, EventListener.class, FailureReaction.class})
@PolicyType(BreakerPolicy.TYPE)
@ListenerName(BreakerPolicy.TYPE)
public final class BreakerPolicy implements Policy, EventListener, FailureReaction {
    private static final Actor ACTOR = Actor.part("the breaker");

    static final String TYPE = "breaker";
    /** Of so many events it is known that they were counted. */
    private static final int REMEMBERED = 10_000;

    private final Breaker breaker;
    private final Messages messages;
    /** The oldest first. */
    private final Set<String> counted = new LinkedHashSet<>();

    @Activate
    public BreakerPolicy(@Reference Breaker breaker, @Reference Messages messages) {
        this.breaker = breaker;
        this.messages = messages;
    }

    /** Asked last, so that it counts only what really goes. */
    @Override
    public boolean reserves() {
        return true;
    }

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        count(work, sends, 1);
        return Collections.nCopies(sends.size(), Decision.ALLOW);
    }

    @Override
    public void release(List<Send> sends, UnitOfWork work) {
        count(work, sends, -1);
    }

    private void count(UnitOfWork work, List<Send> sends, int each) {
        Map<Breaker.Line, Integer> counts = new HashMap<>();
        Map<Breaker.Line, ContactId> leads = new HashMap<>();
        for (Send send : sends) {
            SequenceId sequence = send.sequence();
            if (sequence != null) {
                Breaker.Line line = new Breaker.Line(send.team().id(), sequence);
                counts.merge(line, each, Integer::sum);
                leads.put(line, send.contact().id());
            }
        }
        if (!counts.isEmpty()) {
            work.afterCommit(() -> counts.forEach((line, count) -> {
                ContactId lead = leads.get(line);
                if (lead != null) {
                    breaker.count(line, Counted.SENT, count, lead);
                }
            }));
        }
    }

    @Override
    public void failed(UnitOfWork work, List<Failure> failures) {
        List<Failure> ours =
                failures.stream().filter(failure -> failure.sequence() != null).toList();
        if (!ours.isEmpty()) {
            work.afterCommit(() -> ours.forEach(this::count));
        }
    }

    private void count(Failure failure) {
        SequenceId sequence = failure.sequence();
        if (sequence == null) {
            return;
        }
        Breaker.Line line = new Breaker.Line(failure.team(), sequence);
        switch (failure.kind()) {
            case REFUSED, UNDELIVERED -> breaker.count(line, Counted.FAILED, 1, failure.contact());
            case OPTED_OUT -> {
                // An event opt-out follows, and is counted as every other one.
            }
            // It comes to the gate again and is counted then.
            case NOT_SENT -> breaker.count(line, Counted.SENT, -1, failure.contact());
        }
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.OPT_OUT, EventTypes.EMAIL_COMPLAINED);
    }

    /**
     * One event counts once for a sequence, although several contacts may have the number, and although it may be told twice. It
     * counts for the hour in which it came in.
     */
    @Override
    public void heard(Occurrence occurrence) {
        Event event = occurrence.event();
        Contact contact = occurrence.contact();
        boolean complaint = event.type().equals(EventTypes.EMAIL_COMPLAINED);
        // Anybody can write a mail that looks like a complaint.
        if (contact == null || complaint && !Boolean.TRUE.equals(event.data().get("verified"))) {
            return;
        }
        sequence(event, contact.id())
                .map(sequence -> new Breaker.Line(contact.team(), sequence))
                .filter(line -> isNew(event.id() + " " + line.name()))
                .ifPresent(line -> breaker.count(
                        line,
                        complaint ? Counted.COMPLAINED : Counted.OPTED_OUT,
                        1,
                        contact.id(),
                        Breaker.hour(occurrence.receivedAt())));
    }

    private boolean isNew(String key) {
        synchronized (counted) {
            if (!counted.add(key)) {
                return false;
            }
            if (counted.size() > REMEMBERED) {
                Iterator<String> oldest = counted.iterator();
                oldest.next();
                oldest.remove();
            }
            return true;
        }
    }

    /** The sequence whose message it was about, else the one that wrote to the lead last. */
    private Optional<SequenceId> sequence(Event event, ContactId contact) {
        MessageId named = id(event.data().get("message"));
        if (named != null) {
            Optional<SequenceId> known = messages.find(ACTOR, named).map(Message::sequence);
            if (known.isPresent()) {
                return known;
            }
        }
        return messages.lastOfSequence(ACTOR, contact).map(Message::sequence);
    }

    private static @Nullable MessageId id(@Nullable Object value) {
        try {
            return value == null ? null : new MessageId(Long.parseLong(value.toString()));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
