package io.ripen.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runs that are parked at one step for one reason.
 *
 * @param oldest business time since when the first of them is due
 * @param newest business time since when the last of them is due
 */
public record ParkedGroup(
        String sequence,
        @Nullable String step,
        long runs,
        @Nullable Instant oldest,
        @Nullable Instant newest) {}
