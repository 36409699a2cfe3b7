package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.trigger.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a step's author wants when its message is late, after an outage or a pause: {@code stale=shift} (the default) sends it
 * and lets what counts from the enrollment follow as much later, {@code stale=send} sends it and keeps the plan, and {@code
 * stale=skip} leaves it out. It is late from {@code staleAfter} on, three days unless the step says otherwise.
 */
enum StaleRule {
    SHIFT,
    SEND,
    SKIP;

    private static final Duration USUAL = Duration.ofDays(3);

    static StaleRule of(DurablePoint.Touch touch) {
        String written = touch.options().get("stale");
        return "skip".equals(written) ? SKIP : "send".equals(written) ? SEND : SHIFT;
    }

    static Duration limit(DurablePoint.Touch touch) {
        String written = touch.options().get("staleAfter");
        return written == null ? USUAL : TimeSpan.of("staleAfter", written);
    }

    /** From how late on the message is left out; null for never. */
    static @Nullable Duration skipAfter(DurablePoint.Touch touch) {
        return of(touch) == SKIP ? limit(touch) : null;
    }

    /** By how much the rest of the plan moves when the message goes now. */
    static Duration shift(DurablePoint.Touch touch, Instant due, Instant now) {
        if (of(touch) != SHIFT) {
            return Duration.ZERO;
        }
        Duration late = Duration.between(due, now);
        return late.compareTo(limit(touch)) > 0 ? late : Duration.ZERO;
    }
}
