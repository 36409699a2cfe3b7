package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.OverdueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some segments, run one after the other on a {@link SegmentThread} while another thread waits for them. It is over when all
 * were run, or when one of them was overdue; who waits is never held up for longer than a limit and a grace.
 */
final class SegmentTurn implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentTurn.class);

    /** So long an interrupted segment has to end before it is left to itself. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final List<Segments.Task> tasks;
    private final Duration limit;
    private final List<Landing> landings = new ArrayList<>();
    private @Nullable Thread runner;
    private @Nullable Runnable question;
    private long since = System.nanoTime();
    private boolean told;
    private boolean over;

    SegmentTurn(List<Segments.Task> tasks, Duration limit) {
        this.tasks = tasks;
        this.limit = limit;
    }

    @Override
    public void run() {
        SegmentThread thread = (SegmentThread) Thread.currentThread();
        thread.turn = this;
        try {
            begin(thread);
            for (Segments.Task task : tasks) {
                if (!landed(landing(task))) {
                    return;
                }
            }
        } finally {
            thread.turn = null;
            Thread.interrupted(); // the thread may be used again
        }
    }

    private static Landing landing(Segments.Task task) {
        try {
            return task.run().get();
        } catch (Throwable thrown) { // an Error would end the thread, and leave its caller to wait for the limit
            return new Landing.Failed(thrown);
        }
    }

    private synchronized void begin(Thread thread) {
        runner = thread;
        since = System.nanoTime();
    }

    /** False when there is nothing more to run. */
    private synchronized boolean landed(Landing landing) {
        if (over) {
            return false;
        }
        landings.add(told ? overdue(true) : landing);
        since = System.nanoTime();
        over = told || landings.size() == tasks.size();
        notifyAll();
        return !over;
    }

    private Landing overdue(boolean ended) {
        return new Landing.Overdue("It was still running after " + seconds(limit) + " s, and "
                + (ended ? "was ended." : "could not be ended; it is left to itself.")
                + " The log says where it was. Mend the sequence or its step, and retry the enrollment.");
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? Long.toString(time.toSeconds()) : Double.toString(time.toMillis() / 1e3);
    }

    /** Called by a segment: has the question answered by who waits. */
    <T> T ask(Supplier<T> asked) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (this) {
            if (over || told || Thread.currentThread().isInterrupted()) {
                throw new OverdueException("Nobody waits for this segment any more.");
            }
            question = () -> {
                try {
                    answer.complete(asked.get());
                } catch (Throwable failed) {
                    answer.completeExceptionally(failed);
                }
            };
            notifyAll();
        }
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OverdueException("It was told to end.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failed.getCause());
        }
    }

    /** Waits for the landings of the tasks that were run; at least one. Answers what they ask meanwhile. */
    List<Landing> await() {
        boolean interrupted = false;
        try {
            while (true) {
                Runnable asked;
                synchronized (this) {
                    asked = question;
                    question = null;
                    if (asked == null) {
                        if (over || look()) {
                            return landings;
                        }
                        interrupted |= rest();
                    }
                }
                if (asked != null) {
                    asked.run();
                    synchronized (this) {
                        since = System.nanoTime(); // the database's time is not the segment's
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** True when interrupted, which does not end the waiting: it has an end of its own. */
    private boolean rest() {
        try {
            long left = (told ? limit.plus(GRACE) : limit).toNanos() - (System.nanoTime() - since);
            wait(Math.max(1, left / 1_000_000));
            return false;
        } catch (InterruptedException later) {
            return true;
        }
    }

    /** Whether the segment that runs is to be left to itself. */
    private boolean look() {
        long running = System.nanoTime() - since;
        Thread thread = runner;
        if (thread == null || running < limit.toNanos()) {
            return false;
        }
        Segments.Task task = tasks.get(landings.size());
        if (!told) {
            told = true;
            StackTraceElement[] where = thread.getStackTrace();
            thread.interrupt();
            Exception here = new OverdueException("It was here:");
            here.setStackTrace(where);
            LOG.warn(
                    "The segment {} of {} still runs after {} s and is interrupted.",
                    task.key().words(),
                    task.lead(),
                    seconds(limit),
                    here);
            return false;
        }
        if (running < limit.plus(GRACE).toNanos()) {
            return false;
        }
        LOG.error(
                "The segment {} of {} does not end although it was interrupted. Its thread is left to itself; it takes"
                        + " processor time or memory until this node is restarted. Mend the bundle that brings its step.",
                task.key().words(),
                task.lead());
        landings.add(overdue(false));
        over = true;
        return true;
    }
}
