package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.event.EventSource;
import io.ripen.time.RipenClock;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What listeners are still to be told of, written with what it tells. Knows in memory who wants which events, so an event that
 * nobody wants costs no statement. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class OutboxStore {
    static final String COLUMNS = "consumer, id, team, contact_id, event_id, type, address, happened_at, received_at,"
            + " source, data, attempt, error, ";

    private static final String NEW =
            "consumer, team, contact_id, event_id, type, address, happened_at, received_at, source, data, due_at";
    private static final String INSERT = "INSERT INTO outbox (" + NEW + ", attempt) SELECT v."
            + NEW.replace(", ", ", v.") + ", 0 FROM "
            + Dialect.values("place BIGINT, consumer VARCHAR, team VARCHAR, contact_id BIGINT, event_id VARCHAR,"
                    + " type VARCHAR, address VARCHAR, happened_at TIME, received_at TIME, source VARCHAR,"
                    + " data VARCHAR, due_at TIME")
            + " JOIN outbox_consumer AS c ON c.name = v.consumer ORDER BY v.place";

    /** Not as NOT EXISTS: PostgreSQL would join both with a plan from the time when the table was empty. */
    private static final String CLAIM =
            "SELECT " + COLUMNS + "due_at FROM outbox AS o WHERE consumer = ? AND due_at <= ?"
                    + " AND COALESCE((SELECT 1 FROM outbox AS e WHERE e.contact_id = o.contact_id AND e.consumer = o.consumer"
                    + " AND e.id < o.id AND e.due_at > ? LIMIT 1), 0) = 0 ORDER BY consumer, id LIMIT ?";

    private volatile @Nullable List<OutboxConsumer> known;
    private volatile @Nullable RipenClock clock;
    private final List<Consumer<Set<String>>> written = new CopyOnWriteArrayList<>();
    private final OutboxConsumerStore consumers;

    OutboxStore(OutboxConsumerStore consumers) {
        this.consumers = consumers;
    }

    void clock(RipenClock value) {
        clock = value;
    }

    private Instant now() {
        return Objects.requireNonNull(clock, "the clock").machine().instant();
    }

    /**
     * Reads anew who wants which events, as another node may have a new one.
     *
     * @param work must have changed none of them
     */
    public List<OutboxConsumer> refresh(UnitOfWork work) {
        List<OutboxConsumer> all = consumers.all(work);
        known = all;
        return all;
    }

    /** Whether somebody may want an event of this type, so that it is worth preparing. */
    public boolean isWanted(String type) {
        List<OutboxConsumer> all = known;
        return all == null || all.stream().anyMatch(consumer -> consumer.wants(List.of(type)));
    }

    /**
     * Writes down who is to be told of these events; one statement, or none when nobody wants them.
     */
    public void put(UnitOfWork work, List<OutboxEvent> events) {
        List<OutboxConsumer> all = known;
        if (all == null) {
            all = refresh(work);
        }
        if (all.isEmpty() || events.isEmpty()) {
            return;
        }
        Instant due = now();
        List<OutboxRow> rows = new ArrayList<>(0);
        Set<String> named = new LinkedHashSet<>();
        for (OutboxEvent each : events) {
            for (OutboxConsumer consumer : all) {
                if (consumer.wants(each.types())) {
                    rows.add(new OutboxRow(consumer.name(), rows.size(), each.event(), each.address(), due, 0, null));
                    named.add(consumer.name());
                }
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        Sql.of(work, INSERT)
                .longs(rows, OutboxRow::id)
                .strings(rows, OutboxRow::consumer)
                .strings(rows, row -> row.event().team())
                .ids(rows, row -> row.event().contact())
                .strings(rows, row -> row.event().id())
                .strings(rows, row -> row.event().type())
                .strings(rows, OutboxRow::address)
                .times(rows, row -> row.event().at())
                .times(rows, row -> row.event().receivedAt())
                .strings(rows, row -> row.event().source().name())
                .strings(rows, row -> Json.write(row.event().data()))
                .times(rows, OutboxRow::dueAt)
                .update();
        work.afterCommit(() -> written.forEach(each -> each.accept(named)));
    }

    /**
     * Calls {@code told} with the names of consumers after each commit that wrote rows for them, on the committing thread.
     *
     * @param told returns at once
     * @return ends the calls
     */
    public Runnable onWritten(Consumer<Set<String>> told) {
        written.add(told);
        return () -> written.remove(told);
    }

    /**
     * Takes up to {@code limit} rows that are due, in the order of writing, and leases them. Leaves out what comes after a row of the
     * same contact that is leased or put off. To be called by who has the turn ({@link OutboxConsumerStore#turn}).
     *
     * @param until machine time at which somebody else may take them
     * @param lease token of who works on them
     */
    public List<OutboxRow> claim(UnitOfWork work, String consumer, Instant until, long lease, int limit) {
        Instant now = now();
        List<OutboxRow> rows =
                Sql.of(work, CLAIM).add(consumer).add(now).add(now).add(limit).list(OutboxStore::read);
        if (!rows.isEmpty()) {
            Sql.of(work, "UPDATE outbox SET due_at = ?, lease = ? WHERE id = ANY(?)")
                    .add(until)
                    .add(lease)
                    .addLongs(ids(rows))
                    .update();
        }
        return rows;
    }

    /** The consumer has taken them. Answers how many were still leased by the token. */
    public int done(UnitOfWork work, Collection<Long> ids, long lease) {
        return ids.isEmpty()
                ? 0
                : Sql.of(work, "DELETE FROM outbox WHERE id = ANY(?) AND lease = ?")
                        .addLongs(ids)
                        .add(lease)
                        .update();
    }

    /** Gives rows back that were not tried. */
    public void release(UnitOfWork work, Collection<Long> ids, long lease) {
        if (!ids.isEmpty()) {
            Sql.of(work, "UPDATE outbox SET due_at = ?, lease = NULL WHERE id = ANY(?) AND lease = ?")
                    .add(now())
                    .addLongs(ids)
                    .add(lease)
                    .update();
        }
    }

    /** It failed, and is tried again at {@code dueAt}, machine time. Answers whether it was still leased by the token. */
    public boolean failed(UnitOfWork work, OutboxRow row, Instant dueAt, String error, long lease) {
        return Sql.of(
                                work,
                                "UPDATE outbox SET attempt = attempt + 1, due_at = ?, error = ?, lease = NULL"
                                        + " WHERE id = ? AND lease = ?")
                        .add(dueAt)
                        .add(error)
                        .add(row.id())
                        .add(lease)
                        .update()
                == 1;
    }

    /** How many wait for a consumer; {@code most} for so many or more. */
    public long waiting(UnitOfWork work, String consumer, long most) {
        return Sql.of(work, "SELECT COUNT(*) FROM (SELECT 1 FROM outbox WHERE consumer = ? LIMIT ?) AS counted")
                .add(consumer)
                .add(most)
                .one(Row::id)
                .orElse(0L);
    }

    /** Business time at which the oldest that waits came in. */
    public Optional<Instant> oldest(UnitOfWork work, String consumer) {
        return Sql.of(work, "SELECT received_at FROM outbox WHERE consumer = ? ORDER BY consumer, id LIMIT 1")
                .add(consumer)
                .one(Row::time);
    }

    /** Machine time at which the next one is due of these consumers; for a clock that is set. */
    public Optional<Instant> nextDue(UnitOfWork work, Collection<String> names) {
        return Sql.of(work, "SELECT due_at FROM outbox WHERE consumer = ANY(?) ORDER BY due_at LIMIT 1")
                .addStrings(names)
                .one(Row::time);
    }

    /** Deletes rows of a consumer that is forgotten. Answers how many; call it again when it is {@code limit}. */
    public int drop(UnitOfWork work, String consumer, int limit) {
        List<Long> ids = Sql.of(work, "SELECT id FROM outbox WHERE consumer = ? ORDER BY consumer, id LIMIT ?")
                .add(consumer)
                .add(limit)
                .list(Row::id);
        if (!ids.isEmpty()) {
            Sql.of(work, "DELETE FROM outbox WHERE id = ANY(?)").addLongs(ids).update();
        }
        return ids.size();
    }

    static List<Long> ids(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::id).toList();
    }

    static OutboxRow read(Row row) throws SQLException {
        String consumer = row.string();
        long id = row.id();
        String team = row.string();
        long contact = row.id();
        String event = row.string();
        String type = row.string();
        String address = row.stringOrNull();
        EventRow told = new EventRow(
                team, event, type, contact, row.time(), row.time(), EventSource.valueOf(row.string()), row.map());
        int attempt = row.integer();
        String error = row.stringOrNull();
        return new OutboxRow(consumer, id, told, address, row.time(), attempt, error);
    }
}
