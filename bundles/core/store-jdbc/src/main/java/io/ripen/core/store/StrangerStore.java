package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.event.EventSource;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Events for an address that nobody has yet. Nearly always few, so that looking costs nothing. Thread-safe; the
 * {@link UnitOfWork} belongs to its thread.
 */
public final class StrangerStore {
    private static final String COLUMNS =
            "e.team, e.id, e.type, e.happened_at, e.received_at, e.source, e.data, s.for_team,"
                    + " s.address FROM stranger_event AS s JOIN event AS e ON e.team = s.team AND e.id = s.id ";
    private static final String INSERT = Dialect.insert(
                    "stranger_event", "team VARCHAR, id VARCHAR, for_team VARCHAR, address VARCHAR, received_at TIME")
            + " ON CONFLICT DO NOTHING";
    private static final Comparator<StrangerRow> BY_KEY = Comparator.comparing(
                    (StrangerRow row) -> row.event().team())
            .thenComparing(row -> row.event().id());

    private final String byAddress;

    StrangerStore(Dialect dialect) {
        byAddress = dialect == Dialect.POSTGRESQL
                ? "SELECT " + COLUMNS + "WHERE s.address = ANY(?) "
                : "SELECT "
                        + COLUMNS.replace(
                                "FROM stranger_event AS s",
                                "FROM UNNEST(CAST(? AS VARCHAR ARRAY)) AS w(wanted)"
                                        + " JOIN stranger_event AS s ON s.address = w.wanted");
    }

    /** Keeps events that {@link EventStore#insertNew} kept in this transaction and that concern nobody. */
    public void keep(UnitOfWork work, List<StrangerRow> strangers) {
        if (strangers.isEmpty()) {
            return;
        }
        List<StrangerRow> rows = strangers.stream().sorted(BY_KEY).toList();
        Sql.of(work, INSERT)
                .strings(rows, row -> row.event().team())
                .strings(rows, row -> row.event().id())
                .strings(rows, row -> row.anyTeam() ? null : row.event().team())
                .strings(rows, StrangerRow::address)
                .times(rows, StrangerRow::receivedAt)
                .update();
    }

    /** What waits for one of these addresses, oldest first. */
    public List<StrangerRow> of(UnitOfWork work, Collection<String> addresses) {
        return addresses.isEmpty()
                ? List.of()
                : Sql.of(work, byAddress).addStrings(addresses).list(StrangerStore::read).stream()
                        .sorted(Comparator.comparing(StrangerRow::receivedAt).thenComparing(BY_KEY))
                        .toList();
    }

    /** The addresses of what came in from a time on, at most {@code limit}, the oldest first. */
    public List<String> addressesSince(UnitOfWork work, Instant since, int limit) {
        return Sql.of(work, "SELECT address FROM stranger_event WHERE received_at >= ? ORDER BY received_at LIMIT ?")
                .add(since)
                .add(limit)
                .list(Row::string);
    }

    /** Which of these events of a team still wait. */
    public List<String> waiting(UnitOfWork work, String team, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : Sql.of(work, "SELECT id FROM stranger_event WHERE team = ? AND id = ANY(CAST(? AS VARCHAR ARRAY))")
                        .add(team)
                        .addStrings(ids)
                        .list(Row::string);
    }

    /** It waits no more, since somebody has come: true when it was still there, and is this transaction's now. */
    public boolean take(UnitOfWork work, StrangerRow row) {
        return Sql.of(work, "DELETE FROM stranger_event WHERE team = ? AND id = ?")
                        .add(row.event().team())
                        .add(row.event().id())
                        .update()
                == 1;
    }

    /** Lets go what came in before a time; the events stay. Answers how many. */
    public int forget(UnitOfWork work, Instant before, int limit) {
        List<Instant> oldest = Sql.of(
                        work,
                        "SELECT received_at FROM stranger_event WHERE received_at < ? ORDER BY received_at LIMIT ?")
                .add(before)
                .add(limit)
                .list(Row::time);
        return oldest.isEmpty()
                ? 0
                : Sql.of(work, "DELETE FROM stranger_event WHERE received_at <= ?")
                        .add(oldest.get(oldest.size() - 1))
                        .update();
    }

    private static StrangerRow read(Row row) throws SQLException {
        return new StrangerRow(
                new EventRow(
                        row.string(),
                        row.string(),
                        row.string(),
                        0,
                        row.time(),
                        row.time(),
                        EventSource.valueOf(row.string()),
                        row.map()),
                row.stringOrNull() == null,
                row.string());
    }
}
