package io.ripen.core.store.internal;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit log.
 *
 * @param account 0 for none
 */
public record AuditRow(
        long number,
        Instant at,
        String actorKind,
        String actor,
        long account,
        @Nullable String team,
        String action,
        String target,
        @Nullable String details,
        @Nullable String sealed,
        String hash) {

    /** In the order in which {@link #read} reads them. */
    public static final String COLUMNS =
            "number, at, actor_kind, actor, account_id, team, action, target, details, sealed, hash";

    public static AuditRow read(Row row) throws SQLException {
        return new AuditRow(
                row.id(),
                row.time(),
                row.string(),
                row.string(),
                row.id(),
                row.stringOrNull(),
                row.string(),
                row.string(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.string());
    }

    AuditRow hashed(String before) {
        return new AuditRow(
                number,
                at,
                actorKind,
                actor,
                account,
                team,
                action,
                target,
                details,
                sealed,
                AuditHash.of(before, this));
    }
}
