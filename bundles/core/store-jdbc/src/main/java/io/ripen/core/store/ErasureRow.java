package io.ripen.core.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An erasure.
 *
 * @param traces what to look for; empty once nothing is looked for any more
 * @param looks how often all was looked through to the end
 * @param lookAt machine time of the next look; null when there is none
 * @param doneAt business time of the end of the first look; null before
 */
public record ErasureRow(
        long contact,
        String team,
        String by,
        Instant askedAt,
        Map<String, Object> traces,
        int looks,
        @Nullable Instant lookAt,
        @Nullable Instant doneAt) {}
