package io.ripen.delivery.internal.gate;

import io.ripen.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which channels do not reach their providers: so many attempts in a row came back as {@link Outcome.Unavailable}, and none went
 * through between. One that is not tried any more is forgotten after a while. Thread-safe.
 */
final class ChannelReach {
    /** One refused connection happens; so many in a row do not. */
    static final int IN_A_ROW = 3;

    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    private final InstantSource machine;
    private final Map<String, Row> rows = new TreeMap<>();

    private record Row(int failures, Instant since, Instant last, String reason) {}

    /** @param machine machine time */
    ChannelReach(InstantSource machine) {
        this.machine = machine;
    }

    /** What a channel answered to one attempt. */
    synchronized void heard(String channel, Outcome outcome) {
        if (outcome instanceof Outcome.Unavailable failure) {
            Instant now = machine.instant();
            Row before = rows.get(channel);
            rows.put(
                    channel,
                    before == null || before.last().plus(FORGOTTEN).isBefore(now)
                            ? new Row(1, now, now, failure.reason())
                            : new Row(before.failures() + 1, before.since(), now, failure.reason()));
        } else if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Refused) {
            rows.remove(channel);
        }
    }

    /** The channels that do not reach their providers now, with what is known of it, a sentence without its end. */
    synchronized Map<String, String> unreached() {
        Instant now = machine.instant();
        rows.values().removeIf(row -> row.last().plus(FORGOTTEN).isBefore(now));
        Map<String, String> unreached = new TreeMap<>();
        rows.forEach((channel, row) -> {
            if (row.failures() >= IN_A_ROW) {
                unreached.put(
                        channel,
                        row.failures() + " attempts in a row failed since "
                                + row.since().truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + ", the last one: "
                                + row.reason());
            }
        });
        return unreached;
    }
}
