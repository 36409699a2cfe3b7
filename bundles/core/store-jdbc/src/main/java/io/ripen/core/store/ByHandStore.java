package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.policy.SendPath;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a person wrote, until they are settled; so they are taken up again after a crash. Thread-safe; the
 * {@link UnitOfWork} belongs to its thread.
 */
public final class ByHandStore {
    private static final String COLUMNS =
            "message_id, team, contact_id, written_by, request_key, fingerprint, due_at, leased_until, asked, path";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM by_hand ";

    private final Dialect dialect;

    ByHandStore(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Keeps one.
     *
     * @return false when its request key was used before; also right when two requests come at once: the second waits for
     *     the first
     */
    public boolean insert(UnitOfWork work, ByHandRow row) {
        return Sql.of(
                                work,
                                "INSERT INTO by_hand (" + COLUMNS
                                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .add(row.message())
                        .add(row.team())
                        .add(row.contact())
                        .add(row.writtenBy())
                        .add(row.requestKey())
                        .add(row.fingerprint())
                        .add(row.dueAt())
                        .add(row.leasedUntil())
                        .add(row.asked())
                        .add(row.path() == SendPath.HAND ? null : row.path().name())
                        .update()
                == 1;
    }

    public Optional<ByHandRow> byKey(UnitOfWork work, String team, String requestKey) {
        return Sql.of(work, SELECT + "WHERE team = ? AND request_key = ?")
                .add(team)
                .add(requestKey)
                .one(ByHandStore::read);
    }

    /** On which way a message came. */
    public SendPath path(UnitOfWork work, long message) {
        return Sql.of(work, "SELECT path FROM by_hand WHERE message_id = ?")
                .add(message)
                .one(row -> path(row.stringOrNull()))
                .orElse(SendPath.HAND);
    }

    /**
     * Takes up to {@code limit} that are due and that no node works on; other transactions skip them.
     *
     * @param now business time
     * @param machineNow machine time
     * @param leasedUntil machine time until which they are the caller's
     */
    public List<ByHandRow> claim(UnitOfWork work, Instant now, Instant machineNow, Instant leasedUntil, int limit) {
        List<Long> due = Sql.of(
                        work,
                        "SELECT message_id FROM by_hand WHERE due_at <= ? AND (leased_until IS NULL OR leased_until <= ?)"
                                + " ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")
                .add(now)
                .add(machineNow)
                .add(limit)
                .list(Row::id);
        if (due.isEmpty()) {
            return List.of();
        }
        return Sql.of(work, dialect.returning(COLUMNS, "UPDATE by_hand SET leased_until = ? WHERE message_id = ANY(?)"))
                .add(leasedUntil)
                .addLongs(due)
                .list(ByHandStore::read);
    }

    /**
     * Locks one that the caller still holds.
     *
     * @param leasedUntil the end of the lease that the caller was given
     * @return false when another node has it by now, or it is settled
     */
    public boolean lockHeld(UnitOfWork work, long message, Instant leasedUntil) {
        return Sql.of(
                        work,
                        "SELECT message_id FROM by_hand WHERE message_id = ? AND leased_until = ? AND due_at IS NOT NULL"
                                + " FOR UPDATE")
                .add(message)
                .add(leasedUntil)
                .one(Row::id)
                .isPresent();
    }

    /** Lets go of one: to be looked at again at {@code dueAt}, business time, or never again when that is null. */
    public void release(UnitOfWork work, long message, @Nullable Instant dueAt, int asked) {
        Sql.of(work, "UPDATE by_hand SET due_at = ?, leased_until = NULL, asked = ? WHERE message_id = ?")
                .add(dueAt)
                .add(asked)
                .add(message)
                .update();
    }

    private static ByHandRow read(Row row) throws SQLException {
        return new ByHandRow(
                row.id(),
                row.string(),
                row.id(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.string(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.integer(),
                path(row.stringOrNull()));
    }

    private static SendPath path(@Nullable String name) {
        return name == null ? SendPath.HAND : SendPath.valueOf(name);
    }
}
