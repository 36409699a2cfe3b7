package io.ripen.http.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the answers that nobody took. A page that is closed early is one, so a few are no news; many come from a client that
 * asks and does not read, or from a line that broke, and are told in one line. Thread-safe.
 */
final class Untaken {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGuard.class);
    private static final int NEWS = 20;

    private final AtomicInteger count = new AtomicInteger();

    void count() {
        count.incrementAndGet();
    }

    /** Tells what was counted since the last time, if that is much. */
    void tell() {
        int untaken = count.getAndSet(0);
        if (untaken >= NEWS) {
            LOG.warn(
                    "{} answers in the last minute were not taken by who had asked for them. Their connections were closed;"
                            + " nothing else was held up.",
                    untaken);
        }
    }
}
