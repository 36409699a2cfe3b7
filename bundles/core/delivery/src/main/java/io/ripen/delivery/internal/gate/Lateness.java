package io.ripen.delivery.internal.gate;

import io.ripen.core.store.MessageRow;
import io.ripen.core.store.TouchRequest;
import io.ripen.trigger.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a touch that is too late, after an outage or a pause: its step may say {@code stale=skip} (never sent) or
 * {@code stale=send}; the default {@code shift} sends it and lets the steps that count from the enrollment follow as much
 * later, which is the engine's part. {@code staleAfter} says from when on it is too late, three days if nothing is said.
 */
public final class Lateness {
    /** What a denial's policy is called that comes from here. */
    public static final String CATCH_UP = "catch-up";

    public static final Duration USUAL = Duration.ofDays(3);

    private Lateness() {}

    /** Why it must not be sent any more, or null when it may. */
    static @Nullable String tooLate(TouchRequest request, @Nullable MessageRow row, Instant now) {
        if (!"skip".equals(request.options().get("stale"))) {
            return null;
        }
        Instant due = row == null || request.dueAt().isBefore(row.plannedAt()) ? request.dueAt() : row.plannedAt();
        Duration late = Duration.between(due, now);
        Duration limit = limit(request.options().get("staleAfter"));
        return late.compareTo(limit) <= 0
                ? null
                : "It was due at " + due + ", which is " + words(late) + " ago; its step says stale=skip after "
                        + words(limit) + ".";
    }

    private static Duration limit(@Nullable String written) {
        return written == null ? USUAL : TimeSpan.of("staleAfter", written);
    }

    private static String words(Duration duration) {
        long hours = duration.toHours();
        return hours >= 48 ? hours / 24 + " days" : hours >= 2 ? hours + " hours" : duration.toMinutes() + " minutes";
    }
}
