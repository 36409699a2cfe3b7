package io.ripen.engine.internal.run;

import java.util.concurrent.TimeUnit;

/**
 * Lets those share a transaction that come in one after the other. The first after a quiet moment is looked after at once;
 * while they keep coming there is a turn every 20 ms, which nobody notices who waits for a text, and which at 200 leads a
 * second is half of the transactions. Belongs to one thread.
 */
final class Turns {
    private static final long SPAN = TimeUnit.MILLISECONDS.toNanos(20);

    private long next = System.nanoTime();

    /** A turn begins now. */
    void begin() {
        next = System.nanoTime() + SPAN;
    }

    /** Nanoseconds until the next one should begin; zero or less when it may. */
    long left() {
        return next - System.nanoTime();
    }
}
