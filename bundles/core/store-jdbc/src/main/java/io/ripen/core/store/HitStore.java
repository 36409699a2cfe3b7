package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Uses of tracked addresses, until they are too old to tell anything. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class HitStore {
    private static final String COLUMNS =
            "id, message_id, link_id, fingerprint, agent, engagement, reason, happened_at, machine_at, decide_at";
    private static final String INSERT = Dialect.insert(
            "hit",
            "id BIGINT, message_id BIGINT, link_id BIGINT, fingerprint VARCHAR, agent VARCHAR, engagement VARCHAR,"
                    + " reason VARCHAR, happened_at TIME, machine_at TIME, decide_at TIME");

    private final String ofMessages;
    private final String judge;

    HitStore(Dialect dialect) {
        ofMessages = dialect.selectAmong(COLUMNS, "hit", "message_id", "BIGINT");
        judge = dialect.updateFrom(
                "hit",
                "engagement = v.engagement, reason = v.reason, decide_at = NULL",
                Dialect.values("id BIGINT, engagement VARCHAR, reason VARCHAR"),
                "t.id = v.id");
    }

    public void insert(UnitOfWork work, List<HitRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql.of(work, INSERT)
                .longs(rows, HitRow::id)
                .longs(rows, HitRow::message)
                .longs(rows, HitRow::link)
                .strings(rows, HitRow::fingerprint)
                .strings(rows, HitRow::agent)
                .strings(rows, HitRow::engagement)
                .strings(rows, HitRow::reason)
                .times(rows, HitRow::at)
                .times(rows, HitRow::machineAt)
                .times(rows, HitRow::decideAt)
                .update();
    }

    /** All that are kept of these messages, in order of id. */
    public List<HitRow> ofMessages(UnitOfWork work, Collection<Long> messages) {
        return messages.isEmpty()
                ? List.of()
                : Sql.of(work, ofMessages + "ORDER BY id").addLongs(messages).list(HitStore::read);
    }

    /** Locks up to {@code limit} that are to be judged by now; those that another node has are skipped. */
    public List<HitRow> lockDue(UnitOfWork work, Instant machineNow, int limit) {
        return Sql.of(
                        work,
                        "SELECT " + COLUMNS
                                + " FROM hit WHERE decide_at <= ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED")
                .add(machineNow)
                .add(limit)
                .list(HitStore::read);
    }

    /** Writes engagement and reason, and that they are judged. */
    public void judge(UnitOfWork work, List<HitRow> rows) {
        if (!rows.isEmpty()) {
            Sql.of(work, judge)
                    .longs(rows, HitRow::id)
                    .strings(rows, HitRow::engagement)
                    .strings(rows, HitRow::reason)
                    .ids();
        }
    }

    /** Forgets those that are judged and older; how many. */
    public int forget(UnitOfWork work, Instant machineBefore) {
        return Sql.of(work, "DELETE FROM hit WHERE decide_at IS NULL AND machine_at < ?")
                .add(machineBefore)
                .update();
    }

    private static HitRow read(Row row) throws SQLException {
        return new HitRow(
                row.id(),
                row.id(),
                row.id(),
                row.string(),
                row.string(),
                row.string(),
                row.string(),
                row.time(),
                row.time(),
                row.timeOrNull());
    }
}
