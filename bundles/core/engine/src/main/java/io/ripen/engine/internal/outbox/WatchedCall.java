package io.ripen.engine.internal.outbox;

import io.ripen.core.store.OutboxRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a listener, which is interrupted when it takes too long. Run by the listener's thread, looked at by another.
 */
final class WatchedCall {

    /** What is called. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    private final List<OutboxRow> rows;
    private final Instant began;
    private final Thread thread = Thread.currentThread();
    private boolean over;
    private @Nullable Instant interrupted;

    /** @param began machine time */
    WatchedCall(List<OutboxRow> rows, Instant began) {
        this.rows = rows;
        this.began = began;
    }

    /** Runs it; afterwards the thread is not interrupted any more, whoever did it. */
    void run(Body body) throws Exception {
        try {
            body.run();
        } finally {
            end();
        }
    }

    private synchronized void end() {
        over = true;
        // Whoever interrupted this call meant nothing that comes after it.
        Thread.interrupted();
    }

    List<OutboxRow> rows() {
        return rows;
    }

    synchronized boolean wasInterrupted() {
        return interrupted != null;
    }

    /** Interrupts it when it has taken longer than the limit. */
    synchronized void watch(Instant now, OutboxSettings settings) {
        if (!over && interrupted == null && !now.isBefore(began.plus(settings.limit()))) {
            interrupt(now);
        }
    }

    synchronized void interrupt(Instant now) {
        if (!over) {
            interrupted = now;
            thread.interrupt();
        }
    }

    /** Whether it goes on although it was interrupted a while ago. */
    synchronized boolean isStuck(Instant now, OutboxSettings settings) {
        return !over && interrupted != null && !now.isBefore(interrupted.plus(settings.grace()));
    }
}
