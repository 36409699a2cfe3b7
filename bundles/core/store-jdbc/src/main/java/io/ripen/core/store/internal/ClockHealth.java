package io.ripen.core.store.internal;

import io.ripen.health.HealthCheck;
import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;

/** Whether business time is the machine's; whoever reads dates should know when it is not. */
final class ClockHealth implements HealthCheck {
    /** Reading the two clocks takes a moment. */
    private static final Duration SAME = Duration.ofSeconds(1);

    private final RipenClock clock;

    ClockHealth(RipenClock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Result check() {
        Instant business = clock.instant();
        Duration ahead = Duration.between(clock.machine().instant(), business);
        if (clock.speed() > 1) {
            return new Result(
                    Status.WARN,
                    "The clock runs " + clock.speed() + " times as fast as the wall and shows " + business
                            + ", since RIPEN_SPEED is set. That is for trials only.");
        }
        return ahead.abs().compareTo(SAME) <= 0
                ? new Result(Status.OK, "The clock is the machine's.")
                : new Result(
                        Status.WARN,
                        "The clock shows " + business + ", " + ahead
                                + " ahead of the machine's, since this database once ran with"
                                + " RIPEN_SPEED. To go back to the machine's time start once with RIPEN_CLOCK=reset; leads that"
                                + " wait are due earlier by as much.");
    }
}
