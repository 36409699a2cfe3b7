package io.ripen.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer is still to be told.
 *
 * @param id in the order of writing
 * @param dueAt machine time; of a quarantined row, when it was quarantined
 * @param attempt how often it failed
 * @param error why it failed the last time
 */
public record OutboxRow(
        String consumer,
        long id,
        EventRow event,
        @Nullable String address,
        Instant dueAt,
        int attempt,
        @Nullable String error) {}
