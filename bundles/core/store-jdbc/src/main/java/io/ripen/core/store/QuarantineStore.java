package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What consumers of the outbox failed at again and again; it waits for a person. Thread-safe; the {@link UnitOfWork} belongs to its
 * thread.
 */
public final class QuarantineStore {
    private static final String KEPT =
            "consumer, id, team, contact_id, event_id, type, address, happened_at," + " received_at, source, data";

    QuarantineStore() {}

    /**
     * Takes a row out of the outbox that failed once more.
     *
     * @return whether it was still leased by the token
     */
    public boolean keep(UnitOfWork work, OutboxRow row, String error, Instant machineNow, long lease) {
        int gone = Sql.of(work, "DELETE FROM outbox WHERE id = ? AND lease = ?")
                .add(row.id())
                .add(lease)
                .update();
        if (gone == 0) {
            return false;
        }
        EventRow event = row.event();
        List<EventRow> one = List.of(event);
        Sql.of(
                        work,
                        "INSERT INTO outbox_quarantine (" + KEPT + ", attempt, error, quarantined_at) SELECT v.* FROM "
                                + Dialect.values(
                                        "consumer VARCHAR, id BIGINT, team VARCHAR, contact_id BIGINT, event_id VARCHAR,"
                                                + " type VARCHAR, address VARCHAR, happened_at TIME, received_at TIME, source VARCHAR,"
                                                + " data VARCHAR, attempt INTEGER, error VARCHAR, quarantined_at TIME"))
                .strings(one, each -> row.consumer())
                .longs(one, each -> row.id())
                .strings(one, EventRow::team)
                .ids(one, EventRow::contact)
                .strings(one, EventRow::id)
                .strings(one, EventRow::type)
                .strings(one, each -> row.address())
                .times(one, EventRow::at)
                .times(one, EventRow::receivedAt)
                .strings(one, each -> each.source().name())
                .strings(one, each -> Json.write(each.data()))
                .ints(one, each -> row.attempt() + 1)
                .strings(one, each -> error)
                .times(one, each -> machineNow)
                .update();
        return true;
    }

    /** A page, the oldest first; {@code dueAt} is when it was quarantined. */
    public List<OutboxRow> page(UnitOfWork work, String consumer, long after, int limit) {
        return Sql.of(
                        work,
                        "SELECT " + OutboxStore.COLUMNS + "quarantined_at FROM outbox_quarantine WHERE consumer = ?"
                                + " AND id > ? ORDER BY consumer, id LIMIT ?")
                .add(consumer)
                .add(after)
                .add(limit)
                .list(OutboxStore::read);
    }

    /** The ids of the oldest. */
    public List<Long> oldest(UnitOfWork work, String consumer, int limit) {
        return Sql.of(work, "SELECT id FROM outbox_quarantine WHERE consumer = ? ORDER BY consumer, id LIMIT ?")
                .add(consumer)
                .add(limit)
                .list(Row::id);
    }

    /** How many there are of a consumer; {@code most} for so many or more. */
    public long count(UnitOfWork work, String consumer, long most) {
        return Sql.of(
                        work,
                        "SELECT COUNT(*) FROM (SELECT 1 FROM outbox_quarantine WHERE consumer = ? LIMIT ?) AS counted")
                .add(consumer)
                .add(most)
                .one(Row::id)
                .orElse(0L);
    }

    /** Lets rows of a consumer back into the outbox, as if they had never been tried. Answers how many. */
    public int retry(UnitOfWork work, String consumer, Collection<Long> ids, Instant machineNow) {
        List<Long> there = lock(work, consumer, ids);
        if (there.isEmpty()) {
            return 0;
        }
        Sql.of(
                        work,
                        "INSERT INTO outbox (" + KEPT + ", error, due_at, attempt) SELECT " + KEPT + ", error,"
                                + " CAST(? AS TIMESTAMP(6) WITH TIME ZONE), 0 FROM outbox_quarantine WHERE id = ANY(?)")
                .add(machineNow)
                .addLongs(there)
                .update();
        return delete(work, there);
    }

    /** Throws rows of a consumer away. Answers how many. */
    public int drop(UnitOfWork work, String consumer, Collection<Long> ids) {
        return delete(work, lock(work, consumer, ids));
    }

    /** Those that are there, so that two who press at once do not both insert. */
    private static List<Long> lock(UnitOfWork work, String consumer, Collection<Long> ids) {
        List<Long> there = new ArrayList<>();
        if (!ids.isEmpty()) {
            Sql.of(work, "SELECT id, consumer FROM outbox_quarantine WHERE id = ANY(?) ORDER BY id FOR UPDATE")
                    .addLongs(ids)
                    .list(row -> {
                        long id = row.id();
                        return row.string().equals(consumer) && there.add(id);
                    });
        }
        return there;
    }

    private static int delete(UnitOfWork work, List<Long> ids) {
        return ids.isEmpty()
                ? 0
                : Sql.of(work, "DELETE FROM outbox_quarantine WHERE id = ANY(?)")
                        .addLongs(ids)
                        .update();
    }
}
