package io.ripen.core.store;

import io.ripen.score.DecayingScore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How scores fade here, in Java and in SQL. Thread-safe. */
final class Fading {
    private volatile InstantSource clock = InstantSource.fixed(Instant.MIN);
    private volatile Duration halfLife = DecayingScore.DEFAULT_HALF_LIFE;

    void clock(InstantSource now) {
        clock = now;
    }

    void halfLife(Duration time) {
        if (time.toSeconds() <= 0) {
            throw new IllegalArgumentException(
                    "The half-life of scores is " + time + ": say at least one second, such as 30 days.");
        }
        halfLife = time;
    }

    /** What is left now; a score without a time does not fade. */
    int left(int score, @Nullable Instant scoreAt) {
        return scoreAt == null ? score : DecayingScore.at(score, scoreAt, clock.instant(), halfLife);
    }

    /** The same in SQL, up to the rounding of halves. */
    String sql(String score, String scoreAt, String now) {
        return "CAST(ROUND(" + score + " * POWER(0.5, GREATEST(0, EXTRACT(EPOCH FROM (" + now + " - " + scoreAt
                + "))) / " + halfLife.toSeconds() + ".0)) AS INTEGER)";
    }
}
