package io.ripen.core.store;

import io.ripen.access.Scope;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.ScopedPages;
import io.ripen.core.store.internal.Session;
import io.ripen.core.store.internal.Sql;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.task.Task;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs of leads through sequences. A waiting lead is one row here and nothing else. What is due is in {@link DueStore},
 * what is parked in {@link ParkedStore}. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class EnrollmentStore {

    private final String byId;
    private final String byContact;
    private final String insert;
    private final EnrollmentMoves moves;
    private final TaskStore tasks;
    private final String stop;
    private final String hurry;

    /** @param tasks whose touches end with their runs */
    EnrollmentStore(Dialect dialect, TaskStore tasks) {
        this.tasks = tasks;
        byId = dialect.selectAmong(EnrollmentRows.COLUMNS, "enrollment", "id", "BIGINT");
        byContact = dialect.selectAmong(EnrollmentRows.COLUMNS, "enrollment", "contact_id", "BIGINT");
        insert = dialect.insertNew(
                "enrollment",
                "id BIGINT, team VARCHAR, sequence_id VARCHAR, revision VARCHAR, contact_id BIGINT, run_key VARCHAR,"
                        + " active_key VARCHAR, state VARCHAR, at_touch BOOLEAN, occurrence INTEGER, variables VARCHAR,"
                        + " due_at TIME, attempt INTEGER, source_event VARCHAR, enrolled_at TIME,"
                        + " exclusive_group VARCHAR",
                "id");
        moves = new EnrollmentMoves(dialect);
        stop = dialect.returning(
                "id",
                "UPDATE enrollment SET state = ?, active_key = NULL, exclusive_group = NULL, awaits = NULL, due_at = NULL, owner = NULL, parked_for = NULL,"
                        + " resume_at = NULL, reason = ?, finished_at = ?"
                        + " WHERE id = ANY(?) AND state IN ('ACTIVE', 'PARKED', 'ERRORED')");
        hurry = dialect.returning(
                "id",
                "UPDATE enrollment SET due_at = ? WHERE id = ? AND step = ? AND occurrence = ? AND at_touch"
                        + " AND state = 'ACTIVE' AND owner IS NULL AND due_at > ?");
    }

    /**
     * Begins runs. One that would be a second active run of the same contact, sequence and key is left out: the database's
     * unique key says so, also when two transactions try at once.
     *
     * @return ids of those that began
     */
    public Set<Long> insert(UnitOfWork work, List<NewEnrollment> enrollments) {
        if (enrollments.isEmpty()) {
            return Set.of();
        }
        // In the order of the unique key, so that two transactions with the same leads do not wait for each other in a
        // circle.
        List<NewEnrollment> rows = enrollments.stream()
                .sorted(Comparator.comparingLong(NewEnrollment::contact)
                        .thenComparing(NewEnrollment::sequence)
                        .thenComparing(NewEnrollment::key))
                .toList();
        rows.forEach(row -> Session.of(work).newContacts().began(row.contact()));
        return Sql.of(work, insert)
                .longs(rows, NewEnrollment::id)
                .strings(rows, NewEnrollment::team)
                .strings(rows, NewEnrollment::sequence)
                .strings(rows, NewEnrollment::revision)
                .longs(rows, NewEnrollment::contact)
                .strings(rows, NewEnrollment::key)
                .strings(rows, NewEnrollment::key)
                .strings(rows, row -> EnrollmentState.ACTIVE.name())
                .bools(rows, row -> false)
                .ints(rows, row -> 0)
                .strings(rows, row -> Json.write(row.variables()))
                .times(rows, NewEnrollment::dueAt)
                .ints(rows, row -> 0)
                .strings(rows, NewEnrollment::sourceEvent)
                .times(rows, NewEnrollment::enrolledAt)
                .strings(rows, NewEnrollment::group)
                .ids();
    }

    /** Locks these runs whatever their state, in order of id; waits for other transactions. Missing ones are left out. */
    public List<EnrollmentRow> lockByIds(UnitOfWork work, Collection<Long> ids) {
        return Sql.of(work, byId + "ORDER BY id FOR UPDATE").addLongs(ids).list(EnrollmentRows::read);
    }

    /** Locks the runs of these contacts that are not finished (ACTIVE, PARKED, ERRORED), in order of id; waits. */
    public List<EnrollmentRow> lockActiveOfContact(UnitOfWork work, Collection<Long> contacts) {
        Collection<Long> old = Session.of(work).newContacts().mayHaveRuns(contacts);
        return old.isEmpty()
                ? List.of()
                : Sql.of(work, byContact + "AND active_key IS NOT NULL ORDER BY id FOR UPDATE")
                        .addLongs(old)
                        .list(EnrollmentRows::read);
    }

    /**
     * Moves runs on. Only those are moved that are still ACTIVE and still owned by {@code expectedOwner}: this is checked
     * in the statement that writes, so a run that was stopped, or taken by another node after our lease ran out, stays as
     * it is. Open calls of runs that end by that are closed.
     *
     * @param expectedOwner node id, or 0 for runs that nobody owns
     * @return ids of those that were moved
     */
    public Set<Long> moveAll(UnitOfWork work, List<Move> moves, long expectedOwner) {
        if (moves.isEmpty()) {
            return Set.of();
        }
        Set<Long> moved = this.moves.write(work, moves, expectedOwner);
        for (Move move : moves) {
            if (move.state().isFinal() && moved.contains(move.id())) {
                endTasks(work, moves, moved);
                break;
            }
        }
        return moved;
    }

    private void endTasks(UnitOfWork work, List<Move> moves, Set<Long> moved) {
        for (EnrollmentState end : List.of(EnrollmentState.STOPPED, EnrollmentState.COMPLETED)) {
            List<Long> ended = moves.stream()
                    .filter(move -> move.state() == end && moved.contains(move.id()))
                    .map(Move::id)
                    .toList();
            endTasks(work, ended, end);
        }
    }

    private void endTasks(UnitOfWork work, Collection<Long> ended, EnrollmentState end) {
        boolean stopped = end == EnrollmentState.STOPPED;
        tasks.close(
                work,
                ended,
                stopped ? Task.State.CANCELLED : Task.State.EXPIRED,
                stopped ? "The lead has left the sequence." : "The lead has come to the end of the sequence.");
    }

    /**
     * Stops runs that are not finished, whoever works on them; the owner's own move then fails its guard.
     *
     * @param now business time
     * @return ids of those that were stopped now
     */
    public Set<Long> stop(UnitOfWork work, Collection<Long> ids, String reason, Instant now) {
        return end(work, ids, EnrollmentState.STOPPED, reason, now);
    }

    /**
     * The same with the state that they end in. Their open calls are closed.
     *
     * @param state STOPPED, or COMPLETED for a run that reached its goal
     */
    public Set<Long> end(UnitOfWork work, Collection<Long> ids, EnrollmentState state, String reason, Instant now) {
        if (!state.isFinal()) {
            throw new IllegalArgumentException(state + " is no state in which a run ends.");
        }
        if (ids.isEmpty()) {
            return Set.of();
        }
        Set<Long> ended = Sql.of(work, stop)
                .add(state.name())
                .add(reason)
                .add(now)
                .addLongs(ids)
                .ids();
        endTasks(work, ended, state);
        return ended;
    }

    /**
     * Locks those runs of these contacts that an event may end or let go on: they are in one of {@code sequences}, or wait
     * for one of {@code types}. Waits for other transactions; in order of id. One indexed statement, however many sequences
     * there are.
     */
    public List<EnrollmentRow> lockConcerned(
            UnitOfWork work, Collection<Long> contacts, Collection<String> sequences, Collection<String> types) {
        Collection<Long> old = Session.of(work).newContacts().mayHaveRuns(contacts);
        if (old.isEmpty() || sequences.isEmpty() && types.isEmpty()) {
            return List.of();
        }
        List<String> which = new ArrayList<>();
        if (!sequences.isEmpty()) {
            which.add("sequence_id = ANY(?)");
        }
        types.forEach(type -> which.add("awaits LIKE ?"));
        Sql sql = Sql.of(
                        work,
                        byContact + "AND active_key IS NOT NULL AND (" + String.join(" OR ", which)
                                + ") ORDER BY id FOR UPDATE")
                .addLongs(old);
        if (!sequences.isEmpty()) {
            sql.addStrings(sequences);
        }
        types.forEach(type -> sql.add("%\"" + type + "\"%"));
        return sql.list(EnrollmentRows::read);
    }

    /** Lets an ERRORED run go on from where it stands; false when it is not ERRORED. */
    public boolean retry(UnitOfWork work, long id, Instant now) {
        return Sql.of(
                                work,
                                "UPDATE enrollment SET state = 'ACTIVE', due_at = ?, attempt = 0, owner = NULL, reason = NULL"
                                        + " WHERE id = ? AND state = 'ERRORED'")
                        .add(now)
                        .add(id)
                        .update()
                == 1;
    }

    /**
     * Makes an ACTIVE run that nobody owns due at {@code now} if it is due later and still stands at this touch; such as
     * when a callback settled its message. A run that has gone on to a wait meanwhile is left alone: its wait is not over.
     *
     * @return whether it is due earlier now
     */
    public boolean hurry(UnitOfWork work, long id, String step, int occurrence, Instant now) {
        return !Sql.of(work, hurry)
                .add(now)
                .add(id)
                .add(step)
                .add(occurrence)
                .add(now)
                .ids()
                .isEmpty();
    }

    public Optional<EnrollmentRow> find(UnitOfWork work, long id) {
        return Sql.of(work, EnrollmentRows.SELECT + "WHERE id = ?").add(id).one(EnrollmentRows::read);
    }

    /** Runs of these contacts in every state, by id; in one sequence, or in all when it is null. For re-entry rules. */
    public List<EnrollmentRow> ofContacts(UnitOfWork work, Collection<Long> contacts, @Nullable String sequence) {
        Collection<Long> old = Session.of(work).newContacts().mayHaveRuns(contacts);
        if (old.isEmpty()) {
            return List.of();
        }
        Sql sql = Sql.of(work, byContact + (sequence == null ? "" : "AND sequence_id = ? ") + "ORDER BY id")
                .addLongs(old);
        return (sequence == null ? sql : sql.add(sequence)).list(EnrollmentRows::read);
    }

    /** One page, in order of id. */
    public List<EnrollmentRow> list(UnitOfWork work, Scope scope, Enrollments.Query query) {
        StringBuilder where = new StringBuilder("id > ?");
        where.append(query.sequence() == null ? "" : " AND sequence_id = ?");
        where.append(query.contact() == null ? "" : " AND contact_id = ?");
        where.append(query.state() == null ? "" : " AND state = ?");
        return ScopedPages.in(scope.only(query.team()), EnrollmentRows.SELECT, where.toString(), query.limit())
                .list(
                        work,
                        sql -> {
                            sql.add(query.after());
                            if (query.sequence() != null) {
                                sql.add(query.sequence().value());
                            }
                            if (query.contact() != null) {
                                sql.add(query.contact().value());
                            }
                            if (query.state() != null) {
                                sql.add(query.state().name());
                            }
                        },
                        EnrollmentRows::read);
    }
}
