package io.ripen.delivery.internal.gate;

import io.ripen.core.store.MessageRow;
import io.ripen.core.store.TouchRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Leaves out what is too late to make sense, when its step says so. */
final class Lateness {
    /** What a denial's policy is called that comes from here. */
    static final String CATCH_UP = "catch-up";

    private Lateness() {}

    /** Why it must not be sent any more, or null when it may. */
    static @Nullable String tooLate(TouchRequest request, @Nullable MessageRow row, Instant now) {
        String leftOut = request.leftOut();
        if (leftOut != null) {
            return "It is left out: " + leftOut;
        }
        Duration limit = request.skipAfter();
        if (limit == null) {
            return null;
        }
        Instant due = row == null || request.dueAt().isBefore(row.plannedAt()) ? request.dueAt() : row.plannedAt();
        Duration late = Duration.between(due, now);
        return late.compareTo(limit) <= 0
                ? null
                : "It was due at " + due + ", " + words(late) + " ago. Its step says stale=skip after " + words(limit)
                        + ".";
    }

    private static String words(Duration duration) {
        long hours = duration.toHours();
        return hours >= 48 ? hours / 24 + " days" : hours >= 2 ? hours + " hours" : duration.toMinutes() + " minutes";
    }
}
