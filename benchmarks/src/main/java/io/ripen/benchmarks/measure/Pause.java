package io.ripen.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits on purpose: for a moment of the program's choosing, or for something that happens in another process. */
public final class Pause {
    private Pause() {}

    /** Waits so long, unless interrupted. */
    public static void of(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Asks every {@code step} until the answer is yes; false when the time is over. An exception counts as no. */
    public static boolean until(Callable<Boolean> condition, Duration atMost, Duration step)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                if (condition.call()) {
                    return true;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // Not yet: a process that is starting refuses connections.
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            of(step);
        }
    }
}
