package io.ripen.policy.caps.internal;

import java.time.Duration;

/**
 * How often one address may be written to, over all sequences and campaigns together.
 *
 * @param perDay at most so many in one of the lead's days; 0 for no limit
 * @param apart at least so long after the one before; exactly so long is allowed; zero for no limit
 * @param perWeek at most so many in any 7 days; 0 for no limit
 */
record Cap(int perDay, Duration apart, int perWeek) {
    static final Cap NONE = new Cap(0, Duration.ZERO, 0);

    boolean isNone() {
        return equals(NONE);
    }

    /** How far back it looks. */
    Duration reach() {
        Duration days = perWeek > 0 ? Duration.ofDays(7) : Duration.ofDays(2);
        return apart.compareTo(days) > 0 ? apart : days;
    }
}
