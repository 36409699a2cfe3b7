package io.ripen.testkit;

import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until it is told otherwise. Business time and machine time go together: with the clock set
 * three days on, three days have passed for waits and for leases alike.
 *
 * <pre>{@code
 * SettableClock clock = new SettableClock();
 * clock.advance(Duration.ofDays(3));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class SettableClock implements RipenClock {
    /** A Monday, 10:00 in New York: inside of everybody's window. */
    public static final Instant START = Instant.parse("2026-01-05T15:00:00Z");

    private Instant business;
    private Instant machine;

    public SettableClock() {
        this(START);
    }

    public SettableClock(Instant start) {
        this.business = start;
        this.machine = start;
    }

    /**
     * Lets time pass.
     *
     * @param duration zero or more
     */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time does not run backwards: " + duration + ".");
        }
        business = business.plus(duration);
        machine = machine.plus(duration);
    }

    /** Lets time pass until {@code instant}; does nothing when that is over already. */
    public synchronized void advanceTo(Instant instant) {
        Duration left = Duration.between(business, instant);
        if (!left.isNegative()) {
            advance(left);
        }
    }

    /** Lets machine time alone pass, as it does on a node that was suspended: leases run out, waits do not. */
    public synchronized void advanceMachine(Duration duration) {
        machine = machine.plus(duration);
    }

    @Override
    public synchronized Instant instant() {
        return business;
    }

    @Override
    public InstantSource machine() {
        return this::machineInstant;
    }

    private synchronized Instant machineInstant() {
        return machine;
    }

    /** Always 1: this clock moves only when it is told to. */
    @Override
    public double speed() {
        return 1;
    }

    @Override
    public String toString() {
        return instant().toString();
    }
}
