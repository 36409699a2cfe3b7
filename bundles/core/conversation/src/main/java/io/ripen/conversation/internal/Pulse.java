package io.ripen.conversation.internal;

import io.ripen.transaction.StoreUnavailableException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls something every second and whenever it is woken, on one thread of its own, until it is closed. Thread-safe. */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final long SECONDS_TO_END = 35;

    private final ScheduledExecutorService thread;
    private final Runnable beat;

    Pulse(String name, Runnable beat) {
        this.beat = () -> {
            try {
                beat.run();
            } catch (StoreUnavailableException away) {
                LOG.warn("{} pauses while the database is away: {}", name, away.getMessage());
            } catch (RuntimeException | LinkageError failed) { // must not end the pulse
                LOG.error("{} failed; it goes on in a second.", name, failed);
            }
        };
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    void start() {
        thread.scheduleWithFixedDelay(beat, 0, 1, TimeUnit.SECONDS);
    }

    /** One beat now, besides those of every second. */
    void wake() {
        try {
            thread.execute(beat);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Closed meanwhile; what is due is done by another node or after the next start.");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
