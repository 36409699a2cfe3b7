package io.ripen.tracking.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets each asker through so many times in a period. Keeps the ones that asked last, in memory only. Thread-safe. */
final class Pace {
    private static final int KEPT = 10_000;
    static final long MINUTE = 60_000_000_000L;

    private record Used(long since, int count) {}

    private final int most;
    private final long period;
    private final LongSupplier nanos;
    private final Map<String, Used> askers = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Used> eldest) {
            return size() > KEPT;
        }
    };

    /** @param period in nanoseconds */
    Pace(int most, long period, LongSupplier nanos) {
        this.most = most;
        this.period = period;
        this.nanos = nanos;
    }

    synchronized boolean allows(String asker) {
        long now = nanos.getAsLong();
        Used used = askers.get(asker);
        Used next = used == null || now - used.since() >= period
                ? new Used(now, 1)
                : new Used(used.since(), used.count() + 1);
        askers.put(asker, next);
        return next.count() <= most;
    }
}
