package io.ripen.conversation.internal;

import io.ripen.time.RipenClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands until it is moved; business and machine time together. */
final class SettableClock implements RipenClock {
    static final Instant START = Instant.parse("2026-03-02T15:00:00.123456Z");
    private volatile Instant now = START;

    void advance(Duration duration) {
        now = now.plus(duration);
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
