package io.ripen.engine.internal.deploy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time after a start in which it is usual that something is still missing: bundles come in any order. Thread-safe. */
public final class Patience {
    /** How long the engine may wait for bundles that are still starting. */
    static final Duration LENGTH = Duration.ofSeconds(20);

    private final InstantSource clock;
    private final Instant end;

    /** Begins now. */
    public Patience(InstantSource clock) {
        this.clock = clock;
        this.end = clock.instant().plus(LENGTH);
    }

    public boolean lasts() {
        return clock.instant().isBefore(end);
    }
}
