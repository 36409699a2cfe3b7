package io.ripen.accounts.internal;

import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
final class MovedClock implements RipenClock {
    private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");

    void pass(Duration time) {
        now = now.plus(time);
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
