package io.ripen.policy.caps.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent to one address lately, the oldest first. Written as {@code message@millisecond,…}. */
final class RecentSends {
    /** More than any cap can ask for; an address that is written to by hand all day must not grow without end. */
    private static final int MOST = 50;

    record Sent(long message, Instant at) {}

    private final List<Sent> sent = new ArrayList<>();

    static RecentSends read(@Nullable String text) {
        RecentSends recent = new RecentSends();
        for (String each : text == null ? new String[0] : text.split(",")) {
            int at = each.indexOf('@');
            if (at > 0) {
                recent.sent.add(new Sent(
                        Long.parseLong(each.substring(0, at)),
                        Instant.ofEpochMilli(Long.parseLong(each.substring(at + 1)))));
            }
        }
        return recent;
    }

    List<Sent> all() {
        return sent;
    }

    /** The message has its place at this time, and none that it had before. */
    void put(long message, Instant at, Duration reach) {
        remove(message);
        sent.removeIf(each -> each.at().isBefore(at.minus(reach)));
        sent.add(new Sent(message, at));
        sent.sort(Comparator.comparing(Sent::at));
        while (sent.size() > MOST) {
            sent.remove(0);
        }
    }

    boolean remove(long message) {
        return sent.removeIf(each -> each.message() == message);
    }

    String write() {
        StringBuilder text = new StringBuilder();
        for (Sent each : sent) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(each.message())
                    .append('@')
                    .append(each.at().toEpochMilli());
        }
        // Never empty, which would mean that nothing is kept.
        return text.isEmpty() ? "," : text.toString();
    }
}
