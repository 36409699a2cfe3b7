package io.ripen.policy.breaker.internal;

import io.ripen.crm.ContactId;
import io.ripen.delivery.FailureReaction;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.Messages;
import io.ripen.event.Event;
import io.ripen.event.EventReaction;
import io.ripen.event.EventTypes;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.breaker.internal.Counts.Counted;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
@Component(service = {Policy.class, EventReaction.class, FailureReaction.class})
@PolicyType(BreakerPolicy.TYPE)
public final class BreakerPolicy implements Policy, EventReaction, FailureReaction {
    static final String TYPE = "breaker";

    private final Breaker breaker;
    private final Messages messages;

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

    @Override
    public void react(UnitOfWork work, List<Occurrence> occurrences) {
        List<Occurrence> seen = new ArrayList<>();
        for (Occurrence each : occurrences) {
            boolean complaint = each.event().type().equals(EventTypes.EMAIL_COMPLAINED);
            // Anybody can write a mail that looks like a complaint.
            if (!complaint || Boolean.TRUE.equals(each.event().data().get("verified"))) {
                seen.add(each);
            }
        }
        if (!seen.isEmpty()) {
            long hour = breaker.hour();
            work.afterCommit(() -> breaker.later(() -> count(seen, hour)));
        }
    }

    /**
     * Not in the intake's transaction: it reads messages by a connection of its own. One event counts once for a sequence,
     * although several contacts may have the number.
     */
    private void count(List<Occurrence> seen, long hour) {
        Set<String> counted = new HashSet<>();
        for (Occurrence each : seen) {
            count(each, counted, hour);
        }
    }

    private void count(Occurrence each, Set<String> counted, long hour) {
        Counted kind = each.event().type().equals(EventTypes.OPT_OUT) ? Counted.OPTED_OUT : Counted.COMPLAINED;
        ContactId contact = each.contact().id();
        TeamId team = each.contact().team();
        sequence(each.event(), contact)
                .map(sequence -> new Breaker.Line(team, sequence))
                .filter(line -> counted.add(each.event().id() + " " + line.name()))
                .ifPresent(line -> breaker.count(line, kind, 1, contact, hour));
    }

    /** The sequence whose message it was about, else the one that wrote to the lead last. */
    private Optional<SequenceId> sequence(Event event, ContactId contact) {
        MessageId named = id(event.data().get("message"));
        if (named != null) {
            Optional<SequenceId> known = messages.find(named).map(Message::sequence);
            if (known.isPresent()) {
                return known;
            }
        }
        return messages.lastOfSequence(contact).map(Message::sequence);
    }

    private static @Nullable MessageId id(@Nullable Object value) {
        try {
            return value == null ? null : new MessageId(Long.parseLong(value.toString()));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
