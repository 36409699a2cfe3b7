package io.ripen.conversation.internal;

import io.ripen.schedule.RepeatedTask;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls something every second and whenever it is woken, on one thread of its own, until it is closed. Thread-safe. */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final long SECONDS_TO_END = 35;

    private final ScheduledExecutorService thread;
    private final String name;
    private final Runnable beat;
    private volatile @Nullable RepeatedTask task;

    Pulse(String name, Runnable beat) {
        this.name = name;
        this.beat = beat;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    void start() {
        task = RepeatedTask.on(thread, name, Duration.ZERO, Duration.ofSeconds(1), beat::run);
    }

    /** One beat now, besides those of every second. */
    void wake() {
        RepeatedTask running = task;
        try {
            if (running == null) {
                thread.execute(beat);
            } else {
                running.wake();
            }
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
