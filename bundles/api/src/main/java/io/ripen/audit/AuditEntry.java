package io.ripen.audit;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log.
 *
 * @param number 1, 2, 3, … in the order in which the changes were committed
 * @param at business time
 * @param by who did it
 * @param team null when it belongs to no team
 * @param action what was done, such as {@code account.changed}
 * @param target to what, such as {@code account:7}
 * @param values what was changed, by name; what is personal is among it as long as it can be read
 * @param erased whether something personal was in it that nobody can read any more
 * @param hash over this entry and the hash of the one before, in hexadecimal
 */
public record AuditEntry(
        long number,
        Instant at,
        By by,
        @Nullable TeamId team,
        String action,
        String target,
        Map<String, Change.Value> values,
        boolean erased,
        String hash) {

    /**
     * Who did it.
     *
     * @param name as people read it
     * @param account null for the administrator of the installation and for parts of Ripen
     */
    public record By(Actor.Kind kind, String name, @Nullable AccountId account) {}
}
