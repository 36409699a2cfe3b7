package io.ripen.engine.internal.run;

import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. Business and machine time are the same, as at speed 1. */
final class SettableClock implements RipenClock {
    private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");

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

    void advance(Duration by) {
        now = now.plus(by);
    }

    void set(Instant to) {
        now = to;
    }
}
