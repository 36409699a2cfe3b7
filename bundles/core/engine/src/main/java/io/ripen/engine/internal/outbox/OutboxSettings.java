package io.ripen.engine.internal.outbox;

import java.time.Duration;

/**
 * How listeners are called. Durations are machine time.
 *
 * @param batch how many events are claimed at once
 * @param limit how long one call may take
 * @param grace how long a call may go on after it was interrupted
 * @param attempts after so many an event is put into quarantine
 * @param pauseAfter after so many calls that failed one after the other a listener is left alone for a while
 * @param forgetAfter a listener that no node has had for so long is forgotten
 */
public record OutboxSettings(
        int batch, Duration limit, Duration grace, int attempts, int pauseAfter, Duration forgetAfter) {
    public static final OutboxSettings DEFAULTS =
            new OutboxSettings(100, Duration.ofSeconds(30), Duration.ofSeconds(5), 8, 5, Duration.ofDays(7));

    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int CALLS_IN_A_LEASE = 4;

    /** How long claimed rows are one node's: some calls of the greatest length. */
    Duration lease() {
        return limit.plus(grace).multipliedBy(CALLS_IN_A_LEASE);
    }

    /** A call that begins now must have ended before the lease does. */
    Duration lastCall() {
        return limit.plus(grace).plus(grace);
    }

    /** @param attempt how often it has failed, from 1 on */
    Duration retryAfter(int attempt) {
        return growing(FIRST_RETRY, 2 * (attempt - 1), LONGEST_RETRY);
    }

    /** @param failures how many calls failed one after the other, at least {@code pauseAfter} */
    Duration pauseAfter(int failures) {
        return growing(FIRST_PAUSE, failures - pauseAfter, LONGEST_PAUSE);
    }

    private static Duration growing(Duration first, int doublings, Duration longest) {
        Duration grown = first.multipliedBy(1L << Math.max(0, Math.min(20, doublings)));
        return grown.compareTo(longest) > 0 ? longest : grown;
    }
}
