package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The runs that are due: who may claim them, and how they come free again when their owner is gone. Thread-safe; the
 * {@link UnitOfWork} belongs to its thread.
 */
public final class DueStore {

    private static final String DUE = "due_at <= ? AND owner IS NULL AND state = 'ACTIVE' ";
    private static final String RELEASE = "UPDATE enrollment SET owner = NULL WHERE id = ANY(?)";

    private final Dialect dialect;
    private final String byId;

    DueStore(Dialect dialect) {
        this.dialect = dialect;
        byId = dialect.selectAmong(EnrollmentRows.COLUMNS, "enrollment", "id", "BIGINT");
    }

    /**
     * Locks runs that are ACTIVE, due and owned by nobody, the longest due first; those that another transaction has locked
     * are skipped, not waited for. Cost goes with what is due, not with what waits.
     *
     * @param now business time
     * @param limit at most so many
     */
    public List<EnrollmentRow> lock(UnitOfWork work, Instant now, int limit) {
        if (!dialect.locksOnlyTheLimit()) {
            return lockFirst(work, now, limit);
        }
        return Sql.of(work, EnrollmentRows.SELECT + "WHERE " + DUE + "ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")
                .add(now)
                .add(limit)
                .list(EnrollmentRows::read);
    }

    /** The same for a database that would lock all that is due: choose first, then lock what others have not. */
    private List<EnrollmentRow> lockFirst(UnitOfWork work, Instant now, int limit) {
        // What another transaction has just chosen is skipped, so look further than the limit.
        int ahead = (int) Math.min(limit * 4L, 20_000);
        List<Long> candidates = Sql.of(work, "SELECT id FROM enrollment WHERE " + DUE + "ORDER BY due_at LIMIT ?")
                .add(now)
                .add(ahead)
                .list(Row::id);
        List<EnrollmentRow> locked = new ArrayList<>();
        for (int from = 0; from < candidates.size() && locked.size() < limit; ) {
            int to = Math.min(from + limit - locked.size(), candidates.size());
            locked.addAll(Sql.of(work, byId + "AND " + DUE + "ORDER BY due_at FOR UPDATE SKIP LOCKED")
                    .addLongs(candidates.subList(from, to))
                    .add(now)
                    .list(EnrollmentRows::read));
            from = to;
        }
        return locked;
    }

    /** When the next unowned run is due, in business time; empty when none waits. */
    public Optional<Instant> earliest(UnitOfWork work) {
        return Sql.of(
                        work,
                        "SELECT due_at FROM enrollment WHERE due_at IS NOT NULL AND owner IS NULL AND state = 'ACTIVE'"
                                + " ORDER BY due_at LIMIT 1")
                .one(Row::time);
    }

    /**
     * Takes due runs away from a dead node so that others may claim them. Runs that another transaction holds are skipped.
     *
     * @param now business time
     * @return ids of the released runs
     */
    public Set<Long> releaseOwner(UnitOfWork work, long deadNode, Instant now) {
        return release(
                work,
                Sql.of(
                                work,
                                "SELECT id FROM enrollment WHERE due_at <= ? AND owner = ? ORDER BY id FOR UPDATE SKIP LOCKED")
                        .add(now)
                        .add(deadNode)
                        .ids());
    }

    /**
     * Takes due runs away from every owner that has no row in {@code node} any more. Also heals the rare claim that a node
     * committed after it was declared dead. Runs that another transaction holds are skipped.
     *
     * @param now business time
     * @return ids of the released runs
     */
    public Set<Long> releaseOrphans(UnitOfWork work, Instant now) {
        return release(
                work,
                Sql.of(
                                work,
                                "SELECT id FROM enrollment WHERE due_at <= ? AND owner IS NOT NULL"
                                        + " AND owner NOT IN (SELECT id FROM node) ORDER BY id FOR UPDATE SKIP LOCKED")
                        .add(now)
                        .ids());
    }

    private Set<Long> release(UnitOfWork work, Set<Long> ids) {
        if (!ids.isEmpty()) {
            Sql.of(work, RELEASE).addLongs(ids).update();
        }
        return ids;
    }
}
