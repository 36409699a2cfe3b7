package io.ripen.accounts.internal;

import io.ripen.trigger.TimeSpan;
import java.time.Duration;

/**
 * How long sessions last.
 *
 * @param idle after so long without a request one is over
 * @param longest after so long since the sign-in it is over in any case
 */
record SessionLengths(Duration idle, Duration longest) {
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofDays(30);

    /** @throws IllegalArgumentException when one of them cannot be read, or is too short or too long */
    static SessionLengths of(String idle, String longest) {
        SessionLengths lengths = new SessionLengths(read("session.idle", idle), read("session.longest", longest));
        if (lengths.idle.compareTo(lengths.longest) > 0) {
            throw new IllegalArgumentException("session.idle in etc/" + AccountsConfig.PID + ".cfg is '" + idle
                    + "', which is longer than session.longest, '" + longest + "'. Make it shorter.");
        }
        return lengths;
    }

    private static Duration read(String option, String written) {
        Duration span = TimeSpan.of(option, written);
        if (span.compareTo(SHORTEST) < 0 || span.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(option + " in etc/" + AccountsConfig.PID + ".cfg is '" + written
                    + "'. Write a time from 5 minutes to 30 days.");
        }
        return span;
    }
}
