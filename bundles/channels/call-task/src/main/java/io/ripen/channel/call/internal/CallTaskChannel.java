package io.ripen.channel.call.internal;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.channel.LaterOutcome;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.crm.Contact;
import io.ripen.event.EventTypes;
import io.ripen.place.LeadZones;
import io.ripen.service.LateService;
import io.ripen.task.Task;
import io.ripen.task.TaskDraft;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import io.ripen.time.RipenClock;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Calls as tasks: {@code <to id="day-1-call" uri="call:day-1-call?timeout=2 days"/>} gives the lead's owner a task, with what
 * to say, and the run waits for what comes of it. Its options: {@code title}, and {@code other-hour-than=STEP}, which asks
 * for another time of the day than that of the call at that step.
 *
 * <p>It writes to the phone: a lead whose number is suppressed is not to be called either, and one without a number cannot
 * be. One touch has one task, however often it is sent.
 */
@Component
@ChannelType("call")
public final class CallTaskChannel implements Channel {
    static final String TITLE = "title";
    static final String OTHER_HOUR = "other-hour-than";

    private static final Actor ACTOR = Actor.part("calls by people");
    private static final String CALL = "call";
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int LONGEST_TITLE = 200;
    private static final int CALLS = 1_000;

    private final Supplier<Tasks> tasks;
    private final Transactions transactions;
    private final RipenClock clock;
    private volatile @Nullable LeadZones places;

    /**
     * Tasks are taken when they are first needed: they report to the intake of events, which needs to know the channels.
     */
    @Activate
    public CallTaskChannel(
            @Reference ComponentServiceObjects<Tasks> tasks,
            @Reference Transactions transactions,
            @Reference RipenClock clock) {
        this(new LateService<>(tasks), transactions, clock);
    }

    CallTaskChannel(Supplier<Tasks> tasks, Transactions transactions, RipenClock clock) {
        this.tasks = tasks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Knows where leads are who have no zone of their own; may come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLeadZones(LeadZones service) {
        places = service;
    }

    void unsetLeadZones(LeadZones service) {
        if (places == service) {
            places = null;
        }
    }

    /** Gives back what it took late. */
    @Deactivate
    void stop() {
        if (tasks instanceof LateService<?> late) {
            late.close();
        }
    }

    @Override
    public Outcome send(OutboundMessage message) {
        CallScript parts = CallScript.read(message.text());
        if (parts.isEmpty()) {
            return new Outcome.Refused(
                    "",
                    "The call has no script. Write what to say below 'Script:', and what to say to the mailbox below"
                            + " 'Voicemail:'.");
        }
        Optional<Task> there = tasks.get().ofMessage(ACTOR, message.id());
        if (there.isPresent()) {
            return accepted(there.get().id());
        }
        if (!message.mayBegin().getAsBoolean()) {
            return new Outcome.Unavailable(
                    Duration.ZERO, "Ripen was interrupted before the task was made. It is made again later.");
        }
        try {
            return accepted(make(message, parts));
        } catch (StoreUnavailableException away) {
            return new Outcome.Unavailable(PAUSE, "The database was away, so the task was not made.");
        }
    }

    private TaskId make(OutboundMessage message, CallScript parts) {
        Contact contact = message.contact();
        Optional<OtherHour> other = otherHour(message);
        String script = Stream.of(other.map(OtherHour::hint).orElse(""), parts.script())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
        TaskDraft draft = new TaskDraft(
                CALL,
                title(message, other.isPresent()),
                script.isEmpty() ? null : script,
                parts.voicemail(),
                other.map(hour -> hour.in(clock.instant())).orElse(null));
        Tasks.Origin origin =
                new Tasks.Origin(contact.team(), contact.id(), contact.owner(), null, null, null, message.id());
        Tasks keeper = tasks.get();
        return transactions.call(work -> keeper.create(work, origin, draft));
    }

    /** Empty when the step does not ask for it, or nobody has called before. */
    private Optional<OtherHour> otherHour(OutboundMessage message) {
        String step = message.headers().get(OTHER_HOUR);
        if (step == null || step.isBlank()) {
            return Optional.empty();
        }
        Task last = null;
        for (Task task : tasks.get()
                .list(ACTOR, new Tasks.Query(null, message.contact().id(), null, Task.State.DONE, 0, CALLS))) {
            if (task.kind().equals(CALL)
                    && task.step() != null
                    && task.step().value().equals(step.strip())
                    && task.doneAt() != null
                    && (last == null || Objects.requireNonNull(last.doneAt()).isBefore(task.doneAt()))) {
                last = task;
            }
        }
        if (last == null) {
            return Optional.empty();
        }
        Instant called = Objects.requireNonNull(last.doneAt());
        return Optional.of(OtherHour.than(called, outcome(last), clock.instant(), zone(message)));
    }

    private static String outcome(Task task) {
        return task.outcome() == null ? "" : task.outcome();
    }

    private ZoneId zone(OutboundMessage message) {
        LeadZones knows = places;
        if (knows != null) {
            return knows.one(message.team(), message.contact(), clock.instant());
        }
        ZoneId own = message.contact().timeZone();
        return own == null ? message.team().zone() : own;
    }

    private static String title(OutboundMessage message, boolean again) {
        String given = message.headers().get(TITLE);
        String title =
                given == null || given.isBlank() ? "Call " + name(message) + (again ? " again" : "") : given.strip();
        String line = title.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE);
    }

    private static String name(OutboundMessage message) {
        Contact contact = message.contact();
        String name = Stream.of(contact.firstName(), contact.lastName())
                .filter(part -> part != null && !part.isBlank())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? message.address() : name;
    }

    /** What is in our own database needs no guessing. */
    @Override
    public Reconciliation reconcile(OutboundMessage message, Instant sentAt, List<String> knownProviderIds) {
        return tasks.get()
                .ofMessage(ACTOR, message.id())
                .<Reconciliation>map(task -> new Reconciliation.Found(providerId(task.id())))
                .orElseGet(() -> new Reconciliation.NotFound("There is no task for this call."));
    }

    @Override
    public AddressKind addressKind() {
        return AddressKind.PHONE;
    }

    @Override
    public boolean reachesExtensions() {
        return true;
    }

    @Override
    public Set<String> options() {
        return Set.of(TITLE, OTHER_HOUR);
    }

    @Override
    public Set<String> optionsThatNameSteps() {
        return Set.of(OTHER_HOUR);
    }

    @Override
    public @Nullable LaterOutcome laterOutcome() {
        return new LaterOutcome(EventTypes.CALL_COMPLETED, TWO_DAYS);
    }

    private static Outcome accepted(TaskId task) {
        return new Outcome.Accepted(providerId(task));
    }

    private static String providerId(TaskId task) {
        return "task-" + task;
    }
}
