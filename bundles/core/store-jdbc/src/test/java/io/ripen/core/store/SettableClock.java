package io.ripen.core.store;

import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. Business and machine time are the same, as at speed 1. */
public final class SettableClock implements RipenClock {
    private volatile Instant now;

    public SettableClock(Instant start) {
        now = start;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    public void set(Instant to) {
        now = to;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public InstantSource machine() {
        return () -> now;
    }

    @Override
    public double speed() {
        return 1;
    }
}
