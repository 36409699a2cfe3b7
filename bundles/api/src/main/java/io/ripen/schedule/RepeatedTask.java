package io.ripen.schedule;

import io.ripen.transaction.Outage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again, with a pause after each time. Java's own schedulers drop a task for good, and say
 * nothing, when it throws anything. This one goes on after every {@link Throwable}. It logs a failure once, until the work
 * goes well again; that the database is away is told by {@link Outage}, once for all tasks. It knows when it last ran, and {@link #all} lists what runs in this process for the health check.
 *
 * <pre>{@code
 * RepeatedTask task = RepeatedTask.start("ripen-upkeep", Duration.ofSeconds(1), this::look);
 * …
 * task.close();
 * }</pre>
 *
 * <p>Periods are machine time. Thread-safe. The work itself is never run twice at once.
 */
public final class RepeatedTask implements AutoCloseable {

    /** What is done. Whatever it throws is logged, and it is done again after the next pause. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);
    private static final long SECONDS_TO_END = 5;
    private static final List<RepeatedTask> RUNNING = new CopyOnWriteArrayList<>();

    private final String name;
    private final Duration pause;
    private final Work work;
    private final ScheduledExecutorService thread;
    private final boolean ownThread;
    private final LongSupplier nanos;
    private volatile long ended;
    private volatile String failure = "";
    private volatile boolean told;
    private volatile boolean closed;
    private volatile @Nullable Future<?> schedule;

    private RepeatedTask(
            String name,
            Duration delay,
            Duration pause,
            Work work,
            ScheduledExecutorService thread,
            boolean ownThread,
            LongSupplier nanos) {
        this.name = name;
        this.pause = pause;
        this.work = work;
        this.thread = thread;
        this.ownThread = ownThread;
        this.nanos = nanos;
        this.ended = nanos.getAsLong() + delay.toNanos();
    }

    /**
     * Does the work now and then again and again, on a daemon thread of its own.
     *
     * @param name of the task and of its thread; health and log use it
     * @param pause between the end of one time and the beginning of the next
     */
    public static RepeatedTask start(String name, Duration pause, Work work) {
        return start(name, Duration.ZERO, pause, work);
    }

    /** As {@link #start(String, Duration, Work)}, the first time after {@code delay}. */
    public static RepeatedTask start(String name, Duration delay, Duration pause, Work work) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        return scheduled(new RepeatedTask(name, delay, pause, work, thread, true, System::nanoTime), delay);
    }

    /**
     * Does the work on a thread that the caller has for other things too.
     *
     * @param thread has one thread, so that the work is never run twice at once; it stays the caller's, and the task is
     *     over when it is shut down
     */
    public static RepeatedTask on(
            ScheduledExecutorService thread, String name, Duration delay, Duration pause, Work work) {
        return scheduled(new RepeatedTask(name, delay, pause, work, thread, false, System::nanoTime), delay);
    }

    /** For tests: nothing runs by itself, and time is what the test says. */
    static RepeatedTask stillAt(LongSupplier nanos, String name, Duration pause, Work work) {
        return new RepeatedTask(
                name, Duration.ZERO, pause, work, Executors.newSingleThreadScheduledExecutor(), true, nanos);
    }

    private static RepeatedTask scheduled(RepeatedTask task, Duration delay) {
        RUNNING.removeIf(RepeatedTask::isOver);
        RUNNING.add(task);
        task.schedule = task.thread.scheduleWithFixedDelay(
                task::once, delay.toNanos(), Math.max(1, task.pause.toNanos()), TimeUnit.NANOSECONDS);
        return task;
    }

    /** What runs in this process, of all bundles. */
    public static List<RepeatedTask> all() {
        return RUNNING.stream().filter(task -> !task.isOver()).toList();
    }

    public String name() {
        return name;
    }

    /** Between the end of one time and the beginning of the next. */
    public Duration pause() {
        return pause;
    }

    /** Why the work failed the last time; the empty string when it went well. */
    public String failure() {
        return failure;
    }

    /** How long ago the work was last done, well or not; zero while its first time has not come. */
    public Duration sinceLastRun() {
        return Duration.ofNanos(Math.max(0, nanos.getAsLong() - ended));
    }

    /** Does the work once more as soon as the thread is free, besides the times that come by themselves. */
    public void wake() {
        try {
            thread.execute(this::once);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("{} was woken while it is being stopped.", name);
        }
    }

    void once() {
        try {
            work.run();
            if (!failure.isEmpty()) {
                failure = "";
                if (told) {
                    told = false;
                    LOG.info("{}: works again.", name);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Throwable thrown) { // an Error too: nobody else would see it, and the task would be gone for good
            if (!closed && Outage.tell("go on with " + name, thrown)) {
                failure = "The database is away: " + thrown.getMessage();
            } else {
                failed(String.valueOf(thrown), thrown);
            }
        } finally {
            ended = nanos.getAsLong();
        }
    }

    private void failed(String message, Throwable thrown) {
        if (!closed && !message.equals(failure)) {
            failure = message;
            told = true;
            LOG.warn("{} failed and is tried again every {}: {}", name, pause, message, thrown);
        }
    }

    private boolean isOver() {
        return closed || thread.isShutdown();
    }

    /** Ends it; waits up to five seconds for work that is being done when the thread is its own. */
    @Override
    public void close() {
        closed = true;
        RUNNING.remove(this);
        Future<?> running = schedule;
        if (running != null) {
            running.cancel(false);
        }
        if (!ownThread) {
            return;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
