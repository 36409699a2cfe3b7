package io.ripen.engine.internal.run;

import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long to wait before trying again. All pauses are machine time, since they are towards machines. */
final class Pauses {
    private static final List<Duration> SEGMENT =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));
    private static final List<Duration> RECONCILE = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final RipenClock clock;

    Pauses(RipenClock clock) {
        this.clock = clock;
    }

    /** After a segment failed for the {@code failures}th time; null when that was the last try. */
    static @Nullable Duration afterFailure(int failures) {
        return failures > SEGMENT.size() ? null : SEGMENT.get(failures - 1);
    }

    /** Before the provider is asked for the first time is {@code asked} 0; null when it was asked often enough. */
    static @Nullable Duration beforeAsking(int asked) {
        return asked >= RECONCILE.size() ? null : RECONCILE.get(asked);
    }

    /** After the provider was unavailable for the {@code times}th time in a row: 1 s, doubled up to 15 min. */
    static Duration afterUnavailable(int times, Duration atLeast) {
        Duration own = times > 10 ? LONGEST : Duration.ofSeconds(1L << Math.max(0, times - 1));
        if (own.compareTo(LONGEST) > 0) {
            own = LONGEST;
        }
        return own.compareTo(atLeast) < 0 ? atLeast : own;
    }

    /** The business time that it will be when {@code pause} of machine time has passed. */
    Instant from(Instant now, Duration pause) {
        double nanos = pause.toNanos() * clock.speed();
        return now.plus(Duration.ofSeconds((long) (nanos / 1e9), (long) (nanos % 1e9)));
    }
}
