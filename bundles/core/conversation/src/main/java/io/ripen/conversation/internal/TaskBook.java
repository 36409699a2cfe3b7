package io.ripen.conversation.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.place.LeadZones;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.task.TaskDraft;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import io.ripen.time.CalendarSpan;
import io.ripen.time.CalendarTime;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The tasks of people. What came of one goes to the intake in the transaction that records it. Thread-safe. */
@Component
public final class TaskBook implements Tasks {
    /** The outcome of a call that reached the lead; it counts as a reply. */
    static final String REACHED = "reached";

    private static final String CALL = "call";
    private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_OUTCOME = 50;
    private static final int LONGEST_KIND = 20;
    private static final int LONGEST_NOTE = 10_000;

    private final Stores stores;
    private final Events events;
    private final @Nullable Notices notices;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable LeadZones zones;

    @Activate
    public TaskBook(@Reference Stores stores, @Reference Events events, @Reference Notices notices) {
        this(events, stores, notices);
    }

    /** Without OSGi, and without anybody who is told of alarms. */
    public static TaskBook untold(Stores stores, Events events) {
        return new TaskBook(events, stores, null);
    }

    private TaskBook(Events events, Stores stores, @Nullable Notices notices) {
        this.stores = stores;
        this.events = events;
        this.notices = notices;
    }

    @Override
    public TaskId create(UnitOfWork work, Origin origin, TaskDraft draft) {
        if (!isWord(draft.kind(), LONGEST_KIND)) {
            throw new IllegalArgumentException("'" + draft.kind() + "' is no kind of task. Use 'call' or 'todo'.");
        }
        MessageId message = origin.message();
        if (message != null) {
            Optional<Task> there = stores.tasks().ofMessage(work, message.value());
            if (there.isPresent()) {
                return there.get().id();
            }
        }
        Task task = task(work, complete(work, origin), draft);
        if (!stores.tasks().insert(work, task) && message != null) {
            return stores.tasks().ofMessage(work, message.value()).orElseThrow().id();
        }
        if (task.kind().equals(TaskDraft.ALARM) && notices != null) {
            notices.paused(work, task);
        }
        if (task.enrollment() != null && task.step() != null && message != null) {
            stores.tasks()
                    .expireEarlier(
                            work,
                            task.enrollment().value(),
                            task.step().value(),
                            message.value(),
                            "The sequence has come to this step again.");
        }
        return task.id();
    }

    /** What the origin leaves out is taken from the message; the owner, whom the task is for, from the lead. */
    private Origin complete(UnitOfWork work, Origin given) {
        Origin origin = given.owner() == null ? withOwner(work, given) : given;
        if (origin.message() == null || origin.enrollment() != null) {
            return origin;
        }
        Optional<MessageRow> found =
                stores.messages().find(work, origin.message().value());
        if (found.isEmpty() || found.get().enrollment() == 0) {
            return origin;
        }
        MessageRow row = found.get();
        return new Origin(
                origin.team(),
                origin.contact(),
                origin.owner(),
                new EnrollmentId(row.enrollment()),
                row.sequence() == null ? null : new SequenceId(row.sequence()),
                row.step() == null ? null : new StepId(row.step()),
                origin.message());
    }

    private Origin withOwner(UnitOfWork work, Origin origin) {
        return new Origin(
                origin.team(),
                origin.contact(),
                stores.contacts()
                        .find(work, origin.contact())
                        .map(Contact::owner)
                        .orElse(null),
                origin.enrollment(),
                origin.sequence(),
                origin.step(),
                origin.message());
    }

    private Task task(UnitOfWork work, Origin origin, TaskDraft draft) {
        Instant now = stores.clock().instant();
        return new Task(
                new TaskId(stores.ids().next(work, IdKind.TASK)),
                origin.team(),
                origin.contact(),
                origin.owner(),
                draft.kind(),
                draft.title(),
                draft.script(),
                draft.voicemail(),
                Task.State.OPEN,
                null,
                null,
                origin.enrollment(),
                origin.sequence(),
                origin.step(),
                origin.message(),
                now,
                draft.dueIn() == null ? null : due(work, origin, now, draft.dueIn()),
                null,
                null);
    }

    /** Whole days keep the time of day that it is for the lead, also when the clocks are changed meanwhile. */
    private Instant due(UnitOfWork work, Origin origin, Instant now, Duration dueIn) {
        Duration rest = dueIn.minusDays(dueIn.toDays());
        Instant due = dueIn.isZero() || !rest.isZero()
                ? now.plus(dueIn)
                : stores.contacts()
                        .find(work, origin.contact())
                        .map(lead -> CalendarTime.plus(
                                now,
                                CalendarSpan.ofDays((int) dueIn.toDays()),
                                LeadDays.zone(work, stores, zones, lead)))
                        .orElse(now.plus(dueIn));
        return due.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public Optional<Task> complete(Actor by, TaskId id, String outcome, @Nullable String note) {
        if (!isWord(outcome, LONGEST_OUTCOME)) {
            throw new IllegalArgumentException("The outcome must be 1 to " + LONGEST_OUTCOME
                    + " of a-z, 0-9 and '-', such as 'reached', 'voicemail', 'no-answer' or 'wrong-number'.");
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("The note must have at most " + LONGEST_NOTE + " characters.");
        }
        return stores.transactions().call(work -> {
            Optional<Task> found = stores.tasks().find(work, id.value()).filter(task -> by.sees(task.team()));
            if (found.isEmpty()) {
                return found;
            }
            by.require(Role.AGENT, found.get().team());
            complete(work, found.get(), outcome, note, by.name());
            return stores.tasks().find(work, id.value());
        });
    }

    /**
     * The events first: they lock runs and contact, and then comes the task, in the order in which the engine locks them.
     * Of two people at once the second finds the first one's event there.
     */
    private void complete(UnitOfWork work, Task task, String outcome, @Nullable String note, @Nullable String by) {
        if (task.state() == Task.State.DONE || task.state() == Task.State.CANCELLED) {
            throw over(task);
        }
        if (task.state() == Task.State.OPEN && isBeingHandedOver(work, task)) {
            throw new IllegalStateException(
                    "Task " + task.id() + " was made this moment, and the sequence does not wait for"
                            + " it yet. Nothing was recorded; report the outcome again in some seconds.");
        }
        if (task.kind().equals(OptingOut.TASK)
                && !outcome.equals(OptingOut.OPT_OUT)
                && !outcome.equals(OptingOut.KEEP)) {
            throw new IllegalArgumentException("Task " + task.id() + " asks whether the lead opted out. Answer '"
                    + OptingOut.OPT_OUT + "' or '" + OptingOut.KEEP + "'; until then nothing is sent to the lead.");
        }
        Instant now = stores.clock().instant();
        List<Receipt> receipts = events.receive(work, events(task, outcome, note, by, now));
        if (receipts.get(0).duplicate()
                || !stores.tasks().complete(work, task.id().value(), outcome, note, now, by)) {
            throw over(stores.tasks().find(work, task.id().value()).orElse(task));
        }
    }

    /** The run waits for the outcome from the moment on in which its message is settled; an event before that is lost on it. */
    private boolean isBeingHandedOver(UnitOfWork work, Task task) {
        return task.message() != null
                && task.enrollment() != null
                && stores.messages()
                        .find(work, task.message().value())
                        .filter(message -> !message.state().isSettled())
                        .isPresent();
    }

    private static List<Event> events(
            Task task, String outcome, @Nullable String note, @Nullable String by, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("task", task.id().toString());
        data.put("kind", task.kind());
        data.put("outcome", outcome);
        if (task.message() != null) {
            data.put("message", task.message().toString());
        }
        if (task.sequence() != null) {
            data.put("sequence", task.sequence().value());
        }
        if (task.step() != null) {
            data.put("step", task.step().value());
        }
        if (note != null) {
            data.put("note", note);
        }
        if (by != null) {
            data.put("by", by);
        }
        if (task.state() == Task.State.EXPIRED) {
            data.put("late", true);
        }
        boolean call = task.kind().equals(CALL);
        List<Event> events = new ArrayList<>(2);
        events.add(event(task, "completed", call ? EventTypes.CALL_COMPLETED : EventTypes.TASK_COMPLETED, now, data));
        if (call && outcome.equals(REACHED)) {
            Map<String, Object> reply = new LinkedHashMap<>();
            reply.put("channel", CALL);
            reply.put("task", task.id().toString());
            if (task.message() != null) {
                reply.put("message", task.message().toString());
            }
            reply.put("text", note == null ? "" : note);
            events.add(event(task, "reply", EventTypes.REPLY, now, reply));
        }
        return events;
    }

    private static Event event(Task task, String what, String type, Instant now, Map<String, Object> data) {
        ContactId contact = task.contact();
        return new Event("task-" + task.id() + "-" + what, type, null, contact, null, now, EventSource.API, data);
    }

    private static IllegalStateException over(Task task) {
        return new IllegalStateException(
                task.state() == Task.State.CANCELLED
                        ? "Task " + task.id()
                                + " was cancelled: the lead has left the sequence, so nobody waits for it."
                        : "Task " + task.id() + " was done already"
                                + (task.doneBy() == null ? "" : " by " + task.doneBy())
                                + (task.outcome() == null ? "" : ", with the outcome '" + task.outcome() + "'") + ".");
    }

    private static boolean isWord(String text, int longest) {
        return text.length() <= longest && WORD.matcher(text).matches();
    }

    @Override
    public Optional<Task> find(Actor by, TaskId id) {
        return stores.transactions()
                .call(work -> stores.tasks().find(work, id.value()))
                .filter(task -> by.sees(task.team()));
    }

    @Override
    public Optional<Task> ofMessage(Actor by, MessageId message) {
        return stores.transactions()
                .call(work -> stores.tasks().ofMessage(work, message.value()))
                .filter(task -> by.sees(task.team()));
    }

    @Override
    public List<Task> list(Actor by, Query query) {
        return stores.transactions().call(work -> stores.tasks().list(work, by.scope(Role.VIEWER), query));
    }
}
