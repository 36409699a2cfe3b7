package io.ripen.core.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who gets rows of the outbox. Times are machine time.
 *
 * @param types event types that it wants; {@code *} is all
 * @param seenAt when a node last had it
 * @param failures how many calls failed, one after the other
 * @param pausedUntil null when it is not left alone
 * @param error why the last call failed; null after a success
 * @param waits whether there is a row for it
 */
public record OutboxConsumer(
        String name,
        Set<String> types,
        Instant seenAt,
        int failures,
        @Nullable Instant pausedUntil,
        @Nullable String error,
        boolean waits) {

    /** Whether it wants an event that counts as these types. What is no event has a type that begins with a colon. */
    public boolean wants(Iterable<String> any) {
        boolean all = types.contains("*");
        for (String type : any) {
            if (types.contains(type) || all && !type.startsWith(":")) {
                return true;
            }
        }
        return false;
    }
}
