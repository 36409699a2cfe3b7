package io.ripen.demo.internal;

import io.ripen.sequence.Enrollment;
import io.ripen.time.RipenClock;
import io.ripen.time.TrialClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fast clock forward over time in which nothing is due for anybody. Most of three months is such time; and while
 * something is due the clock runs so slowly that a busy machine keeps up. What is due within a few minutes of each other is done
 * together. Used by one thread.
 */
final class IdleTime {
    /** Machine time until the next thing is due for which skipping is not worth the while. */
    private static final Duration SHORT = Duration.ofMillis(60);
    /** Business time by which something may come late so that it comes together with what is due after it. */
    private static final Duration TOGETHER = Duration.ofMinutes(10);

    private final RipenClock clock;
    private final Skips skips;
    /** What the last look found, if that was nothing to do; only what two looks agree on is skipped. */
    private @Nullable Look before;

    private record Look(Instant to, long received) {}

    /** @param skips where it is noted what was skipped */
    IdleTime(RipenClock clock, Skips skips) {
        this.clock = clock;
        this.skips = skips;
    }

    /**
     * Looks once, and skips when this look and the one before found the same: nobody has anything to do until then.
     *
     * @param runs all runs of the demo's leads, read after what was {@code received}
     * @param deed when the next lead does something by itself; null when none does
     * @param received how many messages came in so far
     * @param end where to stop unless that has passed
     */
    void look(List<Enrollment> runs, @Nullable Instant deed, long received, Instant end) {
        Look now = idle(runs, deed, received, end);
        if (now != null && now.equals(before) && clock instanceof TrialClock trial) {
            skips.add(clock.instant(), now.to());
            trial.putForward(now.to());
            now = null;
        }
        before = now;
    }

    private @Nullable Look idle(List<Enrollment> runs, @Nullable Instant deed, long received, Instant end) {
        List<Instant> due = new ArrayList<>();
        for (Enrollment run : runs) {
            // Nothing is due for who is parked or in error: what it waits for is not a matter of time.
            if (run.dueAt() != null) {
                due.add(run.dueAt());
            }
        }
        if (deed != null) {
            due.add(deed);
        }
        if (end.isAfter(clock.instant())) {
            due.add(end);
        }
        if (due.isEmpty()) {
            return null;
        }
        Instant next = Collections.min(due);
        return clock.pauseUntil(next).compareTo(SHORT) > 0 ? new Look(together(due, next), received) : null;
    }

    /** The last that is due soon after the first, but in the same hour: hours of sending begin and end with an hour. */
    private static Instant together(List<Instant> due, Instant first) {
        Instant hour = first.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Instant latest = first.plus(TOGETHER);
        return due.stream()
                .filter(each -> !each.isAfter(latest) && each.isBefore(hour))
                .max(Comparator.naturalOrder())
                .orElse(first);
    }
}
