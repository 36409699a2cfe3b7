package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The runs that are parked until something is there again, such as a channel. Thread-safe; the {@link UnitOfWork} belongs to
 * its thread.
 */
public final class ParkedStore {

    private final String unpark;

    ParkedStore(Dialect dialect) {
        unpark = dialect.returning(
                EnrollmentRows.COLUMNS,
                "UPDATE enrollment SET state = 'ACTIVE', due_at = COALESCE(resume_at, ?), parked_for = NULL,"
                        + " resume_at = NULL, reason = NULL, owner = NULL WHERE id = ANY(?)");
    }

    /**
     * Lets up to {@code limit} parked runs go on; each is due when it would have been. Call until it answers an empty list.
     *
     * @param parkedFor what is back, such as {@code channel:whatsapp}
     * @param now business time; due time of those that had none
     * @return the rows as they are now
     */
    public List<EnrollmentRow> unpark(UnitOfWork work, String parkedFor, Instant now, int limit) {
        Set<Long> ids = Sql.of(
                        work,
                        "SELECT id FROM enrollment WHERE parked_for = ? AND state = 'PARKED' ORDER BY id LIMIT ?"
                                + " FOR UPDATE SKIP LOCKED")
                .add(parkedFor)
                .add(limit)
                .ids();
        return unpark(work, ids, now);
    }

    /**
     * Lets these parked runs go on, which the transaction has locked; each is due when it would have been.
     *
     * @param now business time; due time of those that had none
     */
    public List<EnrollmentRow> unpark(UnitOfWork work, Collection<Long> ids, Instant now) {
        return ids.isEmpty()
                ? List.of()
                : Sql.of(work, unpark).add(now).addLongs(ids).list(EnrollmentRows::read);
    }

    /**
     * What is parked for something, by sequence and step, the oldest first.
     *
     * @param parkedFor such as {@code block:all}
     */
    public List<ParkedGroup> groups(UnitOfWork work, String parkedFor) {
        return Sql.of(
                        work,
                        "SELECT sequence_id, step, COUNT(*), MIN(resume_at), MAX(resume_at) FROM enrollment"
                                + " WHERE parked_for = ? AND state = 'PARKED' GROUP BY sequence_id, step"
                                + " ORDER BY MIN(resume_at), sequence_id, step")
                .add(parkedFor)
                .list(row -> new ParkedGroup(
                        row.string(), row.stringOrNull(), row.id(), row.timeOrNull(), row.timeOrNull()));
    }

    /** How many of a {@link ParkedGroup} are due since before {@code before}. */
    public long dueBefore(UnitOfWork work, String parkedFor, ParkedGroup group, Instant before) {
        return Sql.of(
                        work,
                        "SELECT COUNT(*) FROM enrollment WHERE parked_for = ? AND state = 'PARKED' AND sequence_id = ?"
                                + " AND step = ? AND resume_at < ?")
                .add(parkedFor)
                .add(group.sequence())
                .add(group.step())
                .add(before)
                .one(Row::id)
                .orElse(0L);
    }
}
