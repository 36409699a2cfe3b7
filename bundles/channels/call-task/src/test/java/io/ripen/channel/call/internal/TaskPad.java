package io.ripen.channel.call.internal;

import io.ripen.access.Actor;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.task.TaskDraft;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tasks in memory; one for each touch. */
final class TaskPad implements Tasks, Transactions {
    final Map<Long, Task> kept = new TreeMap<>();
    private final InstantSource clock;
    boolean away;

    TaskPad(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public <T extends @Nullable Object> T call(Body<T> body) {
        if (away) {
            throw new StoreUnavailableException("away", new IllegalStateException());
        }
        return body.in(action -> {});
    }

    @Override
    public synchronized TaskId create(UnitOfWork work, Origin origin, TaskDraft draft) {
        Optional<Task> there =
                origin.message() == null ? Optional.empty() : ofMessage(Actor.part("the test"), origin.message());
        if (there.isPresent()) {
            return there.get().id();
        }
        TaskId id = new TaskId(kept.size() + 1);
        Instant now = clock.instant();
        kept.put(
                id.value(),
                new Task(
                        id,
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
                        new EnrollmentId(1),
                        new SequenceId("calls"),
                        new StepId("day-" + id + "-call"),
                        origin.message(),
                        now,
                        draft.dueIn() == null ? null : now.plus(draft.dueIn()),
                        null,
                        null));
        return id;
    }

    @Override
    public synchronized Optional<Task> complete(Actor by, TaskId id, String outcome, @Nullable String note) {
        Task task = kept.get(id.value());
        Task done = new Task(
                id,
                task.team(),
                task.contact(),
                task.owner(),
                task.kind(),
                task.title(),
                task.script(),
                task.voicemail(),
                Task.State.DONE,
                outcome,
                note,
                task.enrollment(),
                task.sequence(),
                task.step(),
                task.message(),
                task.createdAt(),
                task.dueAt(),
                clock.instant(),
                by.name());
        kept.put(id.value(), done);
        return Optional.of(done);
    }

    @Override
    public Optional<Task> find(Actor by, TaskId id) {
        return Optional.ofNullable(kept.get(id.value()));
    }

    @Override
    public synchronized Optional<Task> ofMessage(Actor by, MessageId message) {
        return kept.values().stream()
                .filter(each -> message.equals(each.message()))
                .findFirst();
    }

    @Override
    public synchronized List<Task> list(Actor by, Query query) {
        return kept.values().stream()
                .filter(each -> each.contact().equals(query.contact()) && each.state() == query.state())
                .toList();
    }
}
