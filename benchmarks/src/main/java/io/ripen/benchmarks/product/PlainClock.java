package io.ripen.benchmarks.product;

import io.ripen.time.RipenClock;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's own time. */
public enum PlainClock implements RipenClock {
    NOW;

    @Override
    public InstantSource machine() {
        return InstantSource.system();
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant();
    }
}
