package io.ripen.delivery.internal.tracking;

import io.ripen.schedule.RepeatedTask;
import io.ripen.transaction.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes hits from many requests and writes them down in batches. A request waits until its hit is stored, but a moment at
 * most: nobody's click hangs on a database. What is not stored then is kept in memory and tried again. Thread-safe.
 */
final class HitIntake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HitIntake.class);
    private static final int ROOM = 20_000;
    private static final int BATCH = 200;
    private static final long PATIENCE_MILLIS = 300;
    private static final long AGAIN_MILLIS = 1_000;
    private static final Duration LEFTOVERS = Duration.ofSeconds(30);
    private static final Duration FORGET = Duration.ofHours(1);
    private static final long LAST_SECONDS = 5;

    private record Waiting(Hit hit, CompletableFuture<Boolean> stored) {}

    private final Recording recording;
    private final Duration burst;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(ROOM);
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean deciding = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();
    private final ScheduledThreadPoolExecutor thread;
    private List<Waiting> pending = new ArrayList<>();
    private volatile boolean stuck;

    HitIntake(Recording recording, Duration burst) {
        this.recording = recording;
        this.burst = burst;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "ripen-tracking");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        RepeatedTask.on(thread, "ripen-tracking: judge hits", LEFTOVERS, LEFTOVERS, recording::decide);
        RepeatedTask.on(thread, "ripen-tracking: forget hits", FORGET, FORGET, recording::forget);
        RepeatedTask.on(thread, "ripen-tracking: store hits", LEFTOVERS, LEFTOVERS, this::drain);
    }

    /** How many hits were lost since the start, since there was no room for them. */
    long lost() {
        return lost.get();
    }

    /** How many wait to be stored. */
    int waiting() {
        return queue.size();
    }

    boolean isStuck() {
        return stuck;
    }

    void add(Hit hit) {
        Waiting waiting = new Waiting(hit, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            if (lost.incrementAndGet() % 1_000 == 1) {
                LOG.error("{} hits of tracked addresses were lost: the database cannot be written to.", lost.get());
            }
            return;
        }
        boolean wait = !stuck;
        if (wait) {
            ask();
            try {
                waiting.stored().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException later) {
                LOG.debug("A hit of message {} is stored later.", hit.message());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void ask() {
        if (asked.compareAndSet(false, true)) {
            try {
                thread.execute(this::drain);
            } catch (RejectedExecutionException closing) {
                LOG.debug("Hits come in while tracking is being stopped.");
            }
        }
    }

    private void drain() {
        asked.set(false);
        try {
            while (true) {
                if (pending.isEmpty() && queue.drainTo(pending, BATCH) == 0) {
                    return;
                }
                store(pending);
                pending = new ArrayList<>();
                stuck = false;
                decideLater();
            }
        } catch (RuntimeException | Error away) {
            if (!Outage.tell("store hits of tracked addresses, which wait in memory", away) && !stuck) {
                LOG.warn("Hits of tracked addresses cannot be stored now; they wait in memory.", away);
            }
            stuck = true;
            if (!thread.isShutdown()) {
                var again = thread.schedule(this::drain, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void store(List<Waiting> batch) {
        try {
            recording.record(batch.stream().map(Waiting::hit).toList());
        } catch (io.ripen.transaction.StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException failed) {
            if (batch.size() == 1) {
                lost.incrementAndGet();
                LOG.error(
                        "A hit of message {} cannot be stored and is left out.",
                        batch.get(0).hit().message(),
                        failed);
            } else {
                // One that cannot be kept must not take the others with it.
                batch.forEach(each -> store(List.of(each)));
            }
        }
        batch.forEach(each -> each.stored().complete(true));
    }

    /** One look a second at most, however many hits there are; each is looked at once its time has come. */
    private void decideLater() {
        if (!thread.isShutdown() && deciding.compareAndSet(false, true)) {
            var open = thread.schedule(() -> deciding.set(false), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            var decision = thread.schedule(
                    () -> quietly("judged", recording::decide),
                    burst.toMillis() + AGAIN_MILLIS + 50,
                    TimeUnit.MILLISECONDS);
        }
    }

    private static void quietly(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) {
            if (!Outage.tell("see that hits of tracked addresses are " + what, failed)) {
                LOG.warn("Hits of tracked addresses could not be {}; it is tried again.", what, failed);
            }
        }
    }

    /** Stores what it can within a few seconds. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS) && !stuck) {
                drain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int left = queue.size() + pending.size();
        if (left > 0) {
            LOG.error("{} hits of tracked addresses were lost: they could not be stored before the stop.", left);
        }
    }
}
