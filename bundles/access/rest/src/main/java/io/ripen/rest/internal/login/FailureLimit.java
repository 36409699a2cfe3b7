package io.ripen.rest.internal.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing: each address may fail {@value #BURST} times in a row, and then once a second. Whoever is over the
 * limit is turned away at once, without a look at the password and without a waiting thread.
 *
 * <p>Thread-safe.
 */
final class FailureLimit {
    static final int BURST = 30;
    private static final double PER_SECOND = 1;
    /** Addresses that are remembered; the one that failed longest ago is forgotten first. */
    private static final int ADDRESSES = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Bucket(double left, long at) {}

    /** @param nanoTime counts nanoseconds, such as {@link System#nanoTime} */
    FailureLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean allows(String address) {
        return left(address) >= 1;
    }

    synchronized void failed(String address) {
        buckets.put(address, new Bucket(Math.max(0, left(address) - 1), nanoTime.getAsLong()));
    }

    private double left(String address) {
        Bucket bucket = buckets.get(address);
        if (bucket == null) {
            return BURST;
        }
        double seconds = (nanoTime.getAsLong() - bucket.at()) / 1e9;
        return Math.min(BURST, bucket.left() + seconds * PER_SECOND);
    }
}
