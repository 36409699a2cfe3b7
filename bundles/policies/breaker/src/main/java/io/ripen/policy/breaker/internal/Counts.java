package io.ripen.policy.breaker.internal;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened to one sequence of one team, hour by hour. Kept as a short text. Not thread-safe. */
final class Counts {
    /** What is counted. */
    enum Counted {
        SENT,
        OPTED_OUT,
        FAILED,
        COMPLAINED
    }

    private final TreeMap<Long, long[]> hours = new TreeMap<>();

    /** Reads what {@link #write} wrote; anything else is nothing. */
    static Counts read(@Nullable String text) {
        Counts counts = new Counts();
        if (text == null || text.isEmpty()) {
            return counts;
        }
        for (String part : text.split(";")) {
            String[] numbers = part.split("[:,]");
            if (numbers.length == 1 + Counted.values().length) {
                for (Counted kind : Counted.values()) {
                    counts.add(Long.parseLong(numbers[0]), kind, Long.parseLong(numbers[1 + kind.ordinal()]));
                }
            }
        }
        return counts;
    }

    void add(long hour, Counted kind, long count) {
        hours.computeIfAbsent(hour, any -> new long[Counted.values().length])[kind.ordinal()] += count;
    }

    void addAll(Counts others) {
        for (Map.Entry<Long, long[]> each : others.hours.entrySet()) {
            for (Counted kind : Counted.values()) {
                add(each.getKey(), kind, each.getValue()[kind.ordinal()]);
            }
        }
    }

    /** Forgets what was before this hour. */
    void forgetBefore(long hour) {
        hours.headMap(hour).clear();
    }

    long sum(Counted kind) {
        return hours.values().stream().mapToLong(hour -> hour[kind.ordinal()]).sum();
    }

    String write() {
        StringJoiner text = new StringJoiner(";");
        hours.forEach((hour, counts) ->
                text.add(hour + ":" + counts[0] + "," + counts[1] + "," + counts[2] + "," + counts[3]));
        return text.toString();
    }
}
