package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people are still to be told; written with what it tells of, so it is lost neither by a crash nor by a target that is
 * away. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class NotificationStore {
    private static final String COLUMNS =
            "id, team, contact_id, kind, target, subject, body, attempt, due_at, outcome, created_at";

    private final Dialect dialect;

    NotificationStore(Dialect dialect) {
        this.dialect = dialect;
    }

    public void insert(UnitOfWork work, NotificationRow row) {
        Sql.of(work, "INSERT INTO notification (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .add(row.id())
                .add(row.team())
                .add(row.contact())
                .add(row.kind())
                .add(row.target())
                .add(row.subject())
                .add(row.body())
                .add(row.attempt())
                .add(row.dueAt())
                .add(row.outcome())
                .add(row.createdAt())
                .update();
    }

    /**
     * Takes up to {@code limit} that are due, oldest first, and puts them off to {@code nextAt}, so that another node leaves
     * them alone meanwhile and a crash only delays them. Counts an attempt.
     *
     * @param but what is left out although it is due
     */
    public List<NotificationRow> claim(UnitOfWork work, Instant machineNow, Instant nextAt, int limit, But but) {
        List<Long> due = Sql.of(
                        work,
                        "SELECT id FROM notification WHERE due_at <= ? AND NOT (target = ANY(?)) AND NOT (kind = ANY(?))"
                                + " ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")
                .add(machineNow)
                .addStrings(but.targets())
                .addStrings(but.kinds())
                .add(limit)
                .list(Row::id);
        if (due.isEmpty()) {
            return List.of();
        }
        return Sql.of(
                        work,
                        dialect.returning(
                                COLUMNS, "UPDATE notification SET due_at = ?, attempt = attempt + 1 WHERE id = ANY(?)"))
                .add(nextAt)
                .addLongs(due)
                .list(NotificationStore::read);
    }

    /** Targets and kinds that are left out of a claim. */
    public record But(Set<String> targets, Set<String> kinds) {
        public static final But NOTHING = new But(Set.of(), Set.of());
    }

    /**
     * Writes what came of an attempt; the next one is at {@code dueAt}, machine time, or there is none when it is null. Nothing
     * is written when somebody else took the row meanwhile.
     *
     * @param row as it was claimed
     * @param counts whether it was an attempt
     * @return whether it was written
     */
    public boolean record(
            UnitOfWork work, NotificationRow row, String outcome, @Nullable Instant dueAt, boolean counts) {
        return Sql.of(
                                work,
                                "UPDATE notification SET outcome = ?, due_at = ?, attempt = ? WHERE id = ? AND attempt = ?"
                                        + " AND due_at = ?")
                        .add(outcome)
                        .add(dueAt)
                        .add(counts ? row.attempt() : row.attempt() - 1)
                        .add(row.id())
                        .add(row.attempt())
                        .add(row.dueAt())
                        .update()
                == 1;
    }

    public Optional<NotificationRow> find(UnitOfWork work, long id) {
        return Sql.of(work, "SELECT " + COLUMNS + " FROM notification WHERE id = ?")
                .add(id)
                .one(NotificationStore::read);
    }

    private static NotificationRow read(Row row) throws SQLException {
        return new NotificationRow(
                row.id(),
                row.string(),
                row.id(),
                row.string(),
                row.string(),
                row.stringOrNull(),
                row.string(),
                row.integer(),
                row.timeOrNull(),
                row.stringOrNull(),
                row.time());
    }
}
