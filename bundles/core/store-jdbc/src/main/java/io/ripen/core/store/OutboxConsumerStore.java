package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who gets rows of the outbox. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class OutboxConsumerStore {
    private final String register;

    OutboxConsumerStore(Dialect dialect) {
        register = dialect.upsert(
                "outbox_consumer",
                "name",
                "types, since, seen_at, failures",
                "types = v.types, seen_at = v.seen_at, failures = 0, paused_until = NULL",
                Dialect.values("name VARCHAR, types VARCHAR, since TIME, seen_at TIME, failures INTEGER"));
    }

    /** All that are known, by name. Not by EXISTS, for which PostgreSQL reads all that waits for anybody. */
    public List<OutboxConsumer> all(UnitOfWork work) {
        return Sql.of(
                        work,
                        "SELECT name, types, seen_at, failures, paused_until, error,"
                                + " COALESCE((SELECT TRUE FROM outbox o WHERE o.consumer = c.name LIMIT 1), FALSE)"
                                + " FROM outbox_consumer c"
                                + " ORDER BY name")
                .list(OutboxConsumerStore::read);
    }

    private static OutboxConsumer read(Row row) throws SQLException {
        return new OutboxConsumer(
                row.string(),
                Set.copyOf(Json.list(row.string())),
                row.time(),
                row.integer(),
                row.timeOrNull(),
                row.stringOrNull(),
                row.bool());
    }

    /** From now on it gets rows for events of these types; what paused it is over. */
    public void register(UnitOfWork work, String name, Set<String> types, Instant machineNow) {
        List<String> one = List.of(name);
        Sql.of(work, register)
                .strings(one, each -> each)
                .strings(one, each -> json(types))
                .times(one, each -> machineNow)
                .times(one, each -> machineNow)
                .ints(one, each -> 0)
                .update();
    }

    private static String json(Set<String> types) {
        String written = Json.write(new TreeSet<>(types));
        return written == null ? "[]" : written;
    }

    /** A node has them. */
    public void seen(UnitOfWork work, Collection<String> names, Instant machineNow) {
        Sql.of(work, "UPDATE outbox_consumer SET seen_at = ? WHERE name = ANY(?)")
                .add(machineNow)
                .addStrings(names)
                .update();
    }

    /** How its last call went. */
    public void called(
            UnitOfWork work, String name, int failures, @Nullable Instant pausedUntil, @Nullable String error) {
        Sql.of(work, "UPDATE outbox_consumer SET failures = ?, paused_until = ?, error = ? WHERE name = ?")
                .add(failures)
                .add(pausedUntil)
                .add(error)
                .add(name)
                .update();
    }

    /**
     * Takes the turn to claim rows for it, until the end of the transaction.
     *
     * @return empty when it is unknown, or another node has the turn
     */
    public List<OutboxConsumer> turn(UnitOfWork work, String name) {
        return Sql.of(
                        work,
                        "SELECT name, types, seen_at, failures, paused_until, error, TRUE FROM outbox_consumer"
                                + " WHERE name = ? FOR UPDATE SKIP LOCKED")
                .add(name)
                .list(OutboxConsumerStore::read);
    }

    /** It gets no rows any more; those that wait are to be deleted as well. Answers whether it was known. */
    public boolean forget(UnitOfWork work, String name) {
        return Sql.of(work, "DELETE FROM outbox_consumer WHERE name = ?")
                        .add(name)
                        .update()
                == 1;
    }
}
