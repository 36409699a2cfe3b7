package io.ripen.core.store.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a transaction has still to write into the audit log, as the last thing before its commit. */
public sealed interface AuditWrite {

    /**
     * An entry.
     *
     * @param account 0 for none
     * @param details JSON, or null for none
     * @param personal JSON that is sealed with the key of the target, or null for none
     */
    record Entry(
            Instant at,
            String actorKind,
            String actor,
            long account,
            @Nullable String team,
            String action,
            String target,
            @Nullable String details,
            @Nullable String personal)
            implements AuditWrite {}

    /** The key of a target goes, and with it all that is personal in what was recorded of it. */
    record Forget(String target) implements AuditWrite {}
}
