package io.ripen.rest.internal.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends a body that drips, so that a login cannot hold a thread by it. Judged is only what has just come, and never the end: a
 * body that is all there may be read as late as a busy machine likes. Jetty's own {@code minRequestDataRate} judges each read,
 * so it ended requests whose bodies had long been there. Used by one thread.
 */
final class BodyPace {
    static final int BYTES_PER_SECOND = 100;
    static final int GRACE_SECONDS = 30;

    private final LongSupplier nanoTime;
    private final long began;
    private long bytes;

    BodyPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        began = nanoTime.getAsLong();
    }

    /**
     * @param read what a read returned: bytes, or -1 at the end
     * @throws IOException when the body came too slowly up to now
     */
    void came(int read) throws IOException {
        if (read < 0) {
            return;
        }
        bytes += read;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - began);
        if (seconds > GRACE_SECONDS && bytes < seconds * BYTES_PER_SECOND) {
            throw new IOException("The body came too slowly: " + bytes + " bytes in " + seconds + " s; "
                    + BYTES_PER_SECOND + " bytes a second are the least.");
        }
    }
}
