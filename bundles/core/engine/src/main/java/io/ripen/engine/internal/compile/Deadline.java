package io.ripen.engine.internal.compile;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ends work on the calling thread by interrupting it, so that nobody waits without end. One use. */
final class Deadline {
    private final Thread worker = Thread.currentThread();
    private boolean over;
    private boolean passed;

    private Deadline() {}

    /**
     * Does the work, which looks at {@link OverdueException#check} now and then.
     *
     * @throws OverdueException when it was not done in time
     */
    static <T> T within(Duration limit, Supplier<T> work) {
        Deadline deadline = new Deadline();
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                deadline::pass, CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS));
        try {
            return work.get();
        } finally {
            watch.cancel(false);
            deadline.end();
        }
    }

    private synchronized void pass() {
        if (!over) {
            passed = true;
            worker.interrupt();
        }
    }

    /** The interruption was ours, and is over with the work. */
    private synchronized void end() {
        over = true;
        if (passed) {
            Thread.interrupted();
        }
    }
}
