package io.ripen.timeline;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a lead's timeline.
 *
 * @param kind what it is: {@code event}, {@code enrolled}, {@code sent}, {@code held}, {@code denied}, {@code refused},
 *     {@code unknown}, {@code crossed}, {@code stopped}, {@code parked}, {@code errored}, {@code completed}, {@code note}, …
 * @param text a sentence for a person
 * @param data the facts: ids, states, times
 */
public record TimelineEntry(
        Instant at,
        String kind,
        @Nullable String sequence,
        @Nullable String step,
        @Nullable String enrollment,
        @Nullable String message,
        String text,
        Map<String, Object> data) {}
