package io.ripen.benchmarks.touches;

import java.util.concurrent.atomic.AtomicInteger;

/** The channel that answers at once, the same for every peer. */
final class Provider {
    private final AtomicInteger accepted = new AtomicInteger();

    String accept(String address, String text) {
        if (address.isEmpty() || text.isEmpty()) {
            throw new IllegalArgumentException("A message without address or text was to be sent.");
        }
        return "SM" + accepted.incrementAndGet();
    }

    int accepted() {
        return accepted.get();
    }
}
