package io.ripen.engine.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What sender threads found out, until the settling thread writes it. Any number of writers, one reader. */
final class Outcomes {
    private final ConcurrentLinkedQueue<Done> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile @Nullable Thread waiting;

    void add(Done done) {
        queue.add(done);
        size.incrementAndGet();
        Thread reader = waiting;
        if (reader != null) {
            LockSupport.unpark(reader);
        }
    }

    int size() {
        return size.get();
    }

    /** Waits until there is something, at most {@code nanos}. */
    void await(long nanos) {
        waiting = Thread.currentThread();
        if (size.get() == 0) {
            LockSupport.parkNanos(this, nanos);
        }
        waiting = null;
    }

    /** Takes out up to {@code most}. */
    List<Done> take(int most) {
        List<Done> taken = new ArrayList<>(Math.min(most, size.get()));
        while (taken.size() < most) {
            Done next = queue.poll();
            if (next == null) {
                break;
            }
            taken.add(next);
        }
        size.addAndGet(-taken.size());
        return taken;
    }
}
