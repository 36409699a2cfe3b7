package io.ripen.demo.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Over which business time the clock was put forward: in that time the machine could do nothing. Used by one thread. */
final class Skips {
    private record Skip(Instant from, Instant to) {}

    private final List<Skip> skips = new ArrayList<>();

    void add(Instant from, Instant to) {
        skips.add(new Skip(from, to));
    }

    /** Business time between the two that was not skipped; negative when {@code to} comes first. */
    Duration run(Instant from, Instant to) {
        Duration run = Duration.between(from, to);
        for (Skip skip : skips) {
            Instant begins = skip.from().isAfter(from) ? skip.from() : from;
            Instant ends = skip.to().isBefore(to) ? skip.to() : to;
            run = ends.isAfter(begins) ? run.minus(Duration.between(begins, ends)) : run;
        }
        return run;
    }
}
