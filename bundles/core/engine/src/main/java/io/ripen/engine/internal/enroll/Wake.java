package io.ripen.engine.internal.enroll;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Component;

/**
 * Tells the engine's loop that something may be due sooner than it thinks. A signal that comes while nobody waits is kept
 * for the next one who does. Thread-safe.
 */
@Component(service = Wake.class)
public final class Wake {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean signalled;

    public void signal() {
        lock.lock();
        try {
            signalled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns at the next signal, or when {@code nanos} have passed. */
    public void await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!signalled && left > 0) {
                left = changed.awaitNanos(left);
            }
            signalled = false;
        } finally {
            lock.unlock();
        }
    }

    /** {@link #await} in seconds, for tests. */
    public void awaitSeconds(long seconds) throws InterruptedException {
        await(TimeUnit.SECONDS.toNanos(seconds));
    }
}
