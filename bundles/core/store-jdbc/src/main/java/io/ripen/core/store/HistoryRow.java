package io.ripen.core.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a lead's history; only ever appended.
 *
 * @param id from {@link IdAllocator}
 * @param enrollment 0 when it belongs to no run
 * @param at business time
 * @param kind see {@link io.ripen.timeline.TimelineEntry}
 * @param message 0 when it is about no message
 * @param text a sentence for a person
 * @param data plain JSON values
 */
public record HistoryRow(
        long id,
        String team,
        long contact,
        long enrollment,
        Instant at,
        String kind,
        @Nullable String sequence,
        @Nullable String step,
        long message,
        String text,
        Map<String, Object> data) {}
