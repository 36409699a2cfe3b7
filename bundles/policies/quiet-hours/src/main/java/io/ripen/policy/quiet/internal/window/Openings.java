package io.ripen.policy.quiet.internal.window;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several openings that must all be open. Remembers the span that it found last, since in a batch everybody asks about the
 * same moment. Thread-safe.
 */
public final class Openings {
    /** After so long without a change it is taken to be so for ever. */
    private static final long HORIZON = 60L * 24 * 60 * 60;

    private static final long DAY = 24 * 60 * 60;

    private final List<Opening> all;
    private volatile @Nullable Span last;

    public Openings(List<Opening> openings) {
        Map<Object, Opening> different = new LinkedHashMap<>();
        for (Opening each : openings) {
            if (!each.hours().isAlways()) {
                different.putIfAbsent(List.of(each.zone().getRules(), each.hours()), each);
            }
        }
        all = List.copyOf(different.values());
    }

    /**
     * A time during which nothing changes.
     *
     * @param until when it changes; null for never
     */
    public record Span(boolean open, Instant from, @Nullable Instant until) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until == null ? from.plusSeconds(DAY) : until);
        }
    }

    /** Whether all are open, and until when that stays so. */
    public Span at(Instant at) {
        Span known = last;
        if (known != null && known.holds(at)) {
            return known;
        }
        Span span = find(at);
        last = span;
        return span;
    }

    private Span find(Instant at) {
        if (all.isEmpty()) {
            return new Span(true, at, null);
        }
        long second = at.getEpochSecond();
        boolean open = isOpen(second);
        long end = second + HORIZON;
        while (second < end) {
            long next = Long.MAX_VALUE;
            for (Opening each : all) {
                next = Math.min(next, each.nextChange(second));
            }
            second = next;
            if (isOpen(second) != open) {
                return new Span(open, at, Instant.ofEpochSecond(second));
            }
        }
        return new Span(open, at, null);
    }

    private boolean isOpen(long second) {
        for (Opening each : all) {
            if (!each.isOpen(second)) {
                return false;
            }
        }
        return true;
    }

    /** The first that is closed then. */
    public Optional<Opening> closed(Instant at) {
        return all.stream().filter(each -> !each.isOpen(at.getEpochSecond())).findFirst();
    }
}
