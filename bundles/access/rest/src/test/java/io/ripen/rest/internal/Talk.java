package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.conversation.ConversationEntry;
import io.ripen.conversation.Conversations;
import io.ripen.conversation.Handwritten;
import io.ripen.conversation.InvalidHandwrittenException;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.task.TaskDraft;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Three tasks, of which the last is done, and a conversation of three messages. */
final class Talk implements Tasks, Conversations {
    final Map<Long, Task> kept = new TreeMap<>();
    final List<String> sent = new ArrayList<>();
    final List<String> queries = new ArrayList<>();
    final Map<String, String> keys = new TreeMap<>();

    Talk() {
        kept.put(1L, task(1, Task.State.OPEN, null, null));
        kept.put(2L, task(2, Task.State.EXPIRED, null, null));
        kept.put(3L, task(3, Task.State.DONE, "voicemail", null));
    }

    private static Task task(long id, Task.State state, @Nullable String outcome, @Nullable String by) {
        return new Task(
                new TaskId(id),
                TeamId.DEFAULT,
                new ContactId(1001),
                "kim@example.com",
                "call",
                "Call Ann",
                "Hi Ann",
                "Sorry to miss you",
                state,
                outcome,
                null,
                new EnrollmentId(1),
                Runs.WELCOME,
                new StepId("day-1-call"),
                new MessageId(id),
                Crm.NOW,
                null,
                outcome == null ? null : Crm.NOW,
                by);
    }

    @Override
    public TaskId create(UnitOfWork work, Origin origin, TaskDraft draft) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Task> complete(Actor by, TaskId id, String outcome, @Nullable String note) {
        Task task = kept.get(id.value());
        if (!outcome.matches("[a-z-]{1,50}")) {
            throw new IllegalArgumentException("The outcome must be 1 to 50 of a-z, 0-9 and '-'.");
        }
        if (task != null && task.state() == Task.State.DONE) {
            throw new IllegalStateException("Task " + id + " was done already.");
        }
        if (task != null) {
            kept.put(id.value(), task(id.value(), Task.State.DONE, outcome, by.name()));
        }
        return Optional.ofNullable(kept.get(id.value()));
    }

    @Override
    public Optional<Task> find(Actor by, TaskId id) {
        return Optional.ofNullable(kept.get(id.value()));
    }

    @Override
    public Optional<Task> ofMessage(Actor by, MessageId message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Task> list(Actor by, Tasks.Query query) {
        queries.add(query.contact() + " " + query.owner() + " " + query.state());
        return kept.values().stream()
                .filter(each -> each.id().value() > query.after())
                .filter(each -> query.state() == null || each.state() == query.state())
                .limit(query.limit())
                .toList();
    }

    @Override
    public Optional<Page> of(Actor by, ContactId contact, @Nullable String after, int limit) {
        int from = 0;
        if (after != null) {
            if (!after.matches("[0-9]")) {
                throw new IllegalArgumentException("That is no place in a conversation.");
            }
            from = Integer.parseInt(after);
        }
        List<ConversationEntry> entries = new ArrayList<>();
        for (int i = from; i < Math.min(3, from + limit); i++) {
            entries.add(entry(i));
        }
        return Optional.of(new Page(entries, from + limit < 3 ? Integer.toString(from + limit) : null))
                .filter(page -> contact.value() == 1001);
    }

    private static ConversationEntry entry(int number) {
        boolean in = number == 1;
        return new ConversationEntry(
                (in ? "i" : "m") + number,
                in ? ConversationEntry.Direction.IN : ConversationEntry.Direction.OUT,
                in ? null : new MessageId(number),
                in ? "reply" : "hand",
                "sms",
                "+14155550100",
                null,
                "Line " + number,
                in ? null : "ACCEPTED",
                null,
                null,
                null,
                in ? null : "kim",
                null,
                null,
                null,
                null,
                List.of(),
                Crm.NOW.plusSeconds(number),
                null);
    }

    /** Message 1 is accepted, 5 unknown; 'deny' is denied. */
    @Override
    public Result send(Actor by, ContactId contact, Handwritten draft, @Nullable String key) {
        if (!draft.channel().equals("sms") && !draft.channel().equals("email")) {
            throw new InvalidHandwrittenException("channel", "Use one of: email, sms.");
        }
        if (draft.channel().equals("sms") && draft.subject() != null) {
            throw new InvalidHandwrittenException("subject", "An SMS has no subject.");
        }
        if (contact.value() != 1001) {
            return new Result.NoContact();
        }
        String before = key == null ? null : keys.putIfAbsent(key, draft.text());
        if (before != null) {
            return before.equals(draft.text())
                    ? new Result.Taken(new MessageId(1), true, List.of())
                    : new Result.KeyUsed(new MessageId(1));
        }
        sent.add(by.name() + ": " + draft.channel() + " " + draft.text());
        return new Result.Taken(
                new MessageId(draft.text().equals("deny") ? SentMessages.DENIED : 1),
                false,
                List.of(new EnrollmentId(1)));
    }
}
