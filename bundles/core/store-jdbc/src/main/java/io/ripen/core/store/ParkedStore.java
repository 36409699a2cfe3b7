package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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

    /**
     * What runs are parked for, with how many, but for what is set deliberately. One step along an index for each thing, and no
     * more than {@code counted} rows of each are read.
     *
     * @param but what begins with this is left out; nothing that is looked for may sort before it
     * @param needs how many things are looked at
     * @param counted up to how many runs of each are counted
     */
    public List<Held> missing(UnitOfWork work, String but, int needs, int counted) {
        List<Held> found = new ArrayList<>();
        Optional<String> need = Sql.of(
                        work,
                        "SELECT parked_for FROM enrollment WHERE parked_for IS NOT NULL ORDER BY parked_for DESC LIMIT 1")
                .one(Row::string);
        while (need.isPresent() && !need.get().startsWith(but) && found.size() < needs) {
            Held held = held(work, need.get(), counted);
            if (held.runs() > 0) {
                found.add(held);
            }
            need = Sql.of(
                            work,
                            "SELECT parked_for FROM enrollment WHERE parked_for < ? ORDER BY parked_for DESC LIMIT 1")
                    .add(need.get())
                    .one(Row::string);
        }
        return found;
    }

    private static Held held(UnitOfWork work, String need, int counted) {
        Map<String, Integer> bySequence = new TreeMap<>();
        Sql.of(
                        work,
                        "SELECT sequence_id, COUNT(*) FROM (SELECT sequence_id FROM enrollment WHERE parked_for = ?"
                                + " AND state = 'PARKED' LIMIT ?) AS counted GROUP BY sequence_id")
                .add(need)
                .add(counted + 1)
                .list(row -> bySequence.put(row.string(), (int) row.id()));
        int runs = bySequence.values().stream().mapToInt(Integer::intValue).sum();
        return new Held(need, Math.min(runs, counted), runs > counted, bySequence);
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
