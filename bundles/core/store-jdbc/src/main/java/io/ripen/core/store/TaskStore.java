package io.ripen.core.store;

import io.ripen.access.Scope;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.ScopedPages;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people are to do. A touch ends with its run, and when its run goes on without it: {@link EnrollmentStore} and the
 * engine say so here, in the transaction that does it. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class TaskStore {
    private static final String SELECT = "SELECT id, team, contact_id, owner, kind, title, script, voicemail, state,"
            + " outcome, note, enrollment_id, sequence_id, step, message_id, created_at, due_at, done_at, done_by"
            + " FROM task ";

    private final Dialect dialect;
    private final String insert;

    TaskStore(Dialect dialect) {
        this.dialect = dialect;
        insert = dialect.insertNew(
                "task",
                "id BIGINT, team VARCHAR, contact_id BIGINT, owner VARCHAR, kind VARCHAR, title VARCHAR, script VARCHAR,"
                        + " voicemail VARCHAR, state VARCHAR, enrollment_id BIGINT, sequence_id VARCHAR, step VARCHAR,"
                        + " message_id BIGINT, created_at TIME, due_at TIME",
                "id");
    }

    /**
     * Keeps a new task; one whose touch has a task already is left out, also when two bring it at once. A touch whose run is
     * over, or stands elsewhere, is over at once. Locks its run, so the transaction must have no lock that comes after it.
     *
     * @return false when it was left out
     */
    public boolean insert(UnitOfWork work, Task task) {
        List<Task> rows = List.of(task);
        Task.State state = stateNow(work, task);
        return !Sql.of(work, insert)
                .longs(rows, t -> t.id().value())
                .strings(rows, t -> t.team().value())
                .longs(rows, t -> t.contact().value())
                .strings(rows, Task::owner)
                .strings(rows, Task::kind)
                .strings(rows, Task::title)
                .strings(rows, Task::script)
                .strings(rows, Task::voicemail)
                .strings(rows, t -> state.name())
                .ids(rows, t -> t.enrollment() == null ? 0 : t.enrollment().value())
                .strings(rows, t -> t.sequence() == null ? null : t.sequence().value())
                .strings(rows, t -> t.step() == null ? null : t.step().value())
                .ids(rows, t -> t.message() == null ? 0 : t.message().value())
                .times(rows, Task::createdAt)
                .times(rows, Task::dueAt)
                .ids()
                .isEmpty();
    }

    private static Task.State stateNow(UnitOfWork work, Task task) {
        if (task.state() != Task.State.OPEN || task.message() == null || task.enrollment() == null) {
            return task.state(); // only touches depend on their run; a plain task outlives it
        }
        return Sql.of(work, "SELECT state, step FROM enrollment WHERE id = ? FOR UPDATE")
                .add(task.enrollment().value())
                .one(run -> stateIn(task, EnrollmentState.valueOf(run.string()), run.stringOrNull()))
                .orElse(task.state());
    }

    private static Task.State stateIn(Task task, EnrollmentState run, @Nullable String step) {
        if (run == EnrollmentState.STOPPED) {
            return Task.State.CANCELLED;
        }
        boolean there = task.step() == null || task.step().value().equals(step);
        return run == EnrollmentState.COMPLETED || !there ? Task.State.EXPIRED : Task.State.OPEN;
    }

    public Optional<Task> find(UnitOfWork work, long id) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(id).one(TaskStore::read);
    }

    public Optional<Task> ofMessage(UnitOfWork work, long message) {
        return Sql.of(work, SELECT + "WHERE message_id = ?").add(message).one(TaskStore::read);
    }

    /** One page, in order of id. */
    public List<Task> list(UnitOfWork work, Scope scope, Tasks.Query query) {
        StringBuilder where = new StringBuilder("id > ?");
        where.append(query.contact() == null ? "" : " AND contact_id = ?");
        where.append(query.owner() == null ? "" : " AND owner = ?");
        where.append(query.state() == null ? "" : " AND state = ?");
        return ScopedPages.in(scope.only(query.team()), SELECT, where.toString(), query.limit())
                .list(
                        work,
                        sql -> {
                            sql.add(query.after());
                            if (query.contact() != null) {
                                sql.add(query.contact().value());
                            }
                            if (query.owner() != null) {
                                sql.add(query.owner());
                            }
                            if (query.state() != null) {
                                sql.add(query.state().name());
                            }
                        },
                        TaskStore::read);
    }

    /**
     * What is not done becomes done; false when it is already. Takes the row's lock. A cancelled one too: what is reported may
     * itself have ended the run a moment ago. Who must not complete a cancelled one looks before.
     */
    public boolean complete(
            UnitOfWork work, long id, String outcome, @Nullable String note, Instant at, @Nullable String by) {
        return Sql.of(
                                work,
                                "UPDATE task SET state = 'DONE', outcome = ?, note = ?, done_at = ?, done_by = ?"
                                        + " WHERE id = ? AND state <> 'DONE'")
                        .add(outcome)
                        .add(note)
                        .add(at)
                        .add(by)
                        .add(id)
                        .update()
                == 1;
    }

    /** Ends the open touches of these runs; how many there were. */
    public int close(UnitOfWork work, Collection<Long> runs, Task.State state, String reason) {
        if (runs.isEmpty()) {
            return 0;
        }
        return Sql.of(
                        work,
                        "UPDATE task SET state = ?, note = ? WHERE state = 'OPEN' AND message_id IS NOT NULL"
                                + " AND enrollment_id = ANY(?)")
                .add(state.name())
                .add(reason)
                .addLongs(runs)
                .update();
    }

    /** Ends open tasks of one step of a run except that of one touch: the run has come to the step again. */
    public int expireEarlier(UnitOfWork work, long run, String step, long exceptMessage, String reason) {
        return Sql.of(
                        work,
                        "UPDATE task SET state = 'EXPIRED', note = ? WHERE state = 'OPEN' AND enrollment_id = ?"
                                + " AND step = ? AND message_id <> ?")
                .add(reason)
                .add(run)
                .add(step)
                .add(exceptMessage)
                .update();
    }

    /** The oldest open task of a kind that a contact has and that belongs to no run, locked. */
    public Optional<Task> lockOpen(UnitOfWork work, long contact, String kind) {
        Optional<Long> id = Sql.of(
                        work,
                        "SELECT id FROM task WHERE contact_id = ? AND kind = ? AND state = 'OPEN'"
                                + " AND message_id IS NULL ORDER BY id LIMIT 1 FOR UPDATE")
                .add(contact)
                .add(kind)
                .one(Row::id);
        return id.flatMap(found -> find(work, found));
    }

    /** Another text for a task; false when there is no open one with this id. */
    public boolean rewrite(UnitOfWork work, long id, String script) {
        return Sql.of(work, "UPDATE task SET script = ? WHERE id = ? AND state = 'OPEN'")
                        .add(script)
                        .add(id)
                        .update()
                == 1;
    }

    /** Open tasks of a kind that a contact has become done; their ids. */
    public List<Long> completeAll(
            UnitOfWork work, long contact, String kind, String outcome, Instant at, @Nullable String by) {
        return Sql.of(
                        work,
                        dialect.returning(
                                "id",
                                "UPDATE task SET state = 'DONE', outcome = ?, done_at = ?, done_by = ?"
                                        + " WHERE contact_id = ? AND kind = ? AND state = 'OPEN'"))
                .add(outcome)
                .add(at)
                .add(by)
                .add(contact)
                .add(kind)
                .list(Row::id);
    }

    private static Task read(Row row) throws SQLException {
        return new Task(
                new TaskId(row.id()),
                new TeamId(row.string()),
                new ContactId(row.id()),
                row.stringOrNull(),
                row.string(),
                row.string(),
                row.stringOrNull(),
                row.stringOrNull(),
                Task.State.valueOf(row.string()),
                row.stringOrNull(),
                row.stringOrNull(),
                enrollment(row.id()),
                sequence(row.stringOrNull()),
                step(row.stringOrNull()),
                message(row.id()),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.stringOrNull());
    }

    private static @Nullable EnrollmentId enrollment(long id) {
        return id == 0 ? null : new EnrollmentId(id);
    }

    private static @Nullable MessageId message(long id) {
        return id == 0 ? null : new MessageId(id);
    }

    private static @Nullable SequenceId sequence(@Nullable String id) {
        return id == null ? null : new SequenceId(id);
    }

    private static @Nullable StepId step(@Nullable String id) {
        return id == null ? null : new StepId(id);
    }
}
