package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.util.Comparator;
import java.util.List;

/** What happened to each lead and why; appended only. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class HistoryStore {

    private static final String INSERT = Dialect.insert(
            "history",
            "id BIGINT, team VARCHAR, contact_id BIGINT, enrollment_id BIGINT, happened_at TIME, kind VARCHAR,"
                    + " sequence_id VARCHAR, step VARCHAR, message_id BIGINT, line VARCHAR, data VARCHAR");

    HistoryStore() {}

    public void append(UnitOfWork work, List<HistoryRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql.of(work, INSERT)
                .longs(rows, HistoryRow::id)
                .strings(rows, HistoryRow::team)
                .longs(rows, HistoryRow::contact)
                .ids(rows, HistoryRow::enrollment)
                .times(rows, HistoryRow::at)
                .strings(rows, HistoryRow::kind)
                .strings(rows, HistoryRow::sequence)
                .strings(rows, HistoryRow::step)
                .ids(rows, HistoryRow::message)
                .strings(rows, HistoryRow::text)
                .strings(rows, row -> Json.write(row.data()))
                .update();
    }

    /** The newest {@code limit} lines of a contact, oldest first. */
    public List<HistoryRow> byContact(UnitOfWork work, long contact, int limit) {
        List<HistoryRow> newest = Sql.of(
                        work,
                        "SELECT id, team, contact_id, enrollment_id, happened_at, kind, sequence_id, step, message_id, line, data"
                                + " FROM history WHERE contact_id = ? ORDER BY id DESC LIMIT ?")
                .add(contact)
                .add(limit)
                .list(row -> new HistoryRow(
                        row.id(),
                        row.string(),
                        row.id(),
                        row.id(),
                        row.time(),
                        row.string(),
                        row.stringOrNull(),
                        row.stringOrNull(),
                        row.id(),
                        row.string(),
                        row.map()));
        // Ids come in blocks, so with several nodes only the time tells what was first.
        newest.sort(Comparator.comparing(HistoryRow::at).thenComparing(HistoryRow::id));
        return newest;
    }
}
