package io.ripen.engine.internal.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs segments; knows for whom, since what a segment asks of the database is asked by its caller. */
final class SegmentThread extends Thread {
    volatile @Nullable SegmentTurn turn;

    SegmentThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /** Has the question answered by the thread that owns the transaction: the calling one, or who waits for its segment. */
    static <T> T onCaller(Supplier<T> question) {
        SegmentTurn turn = Thread.currentThread() instanceof SegmentThread segment ? segment.turn : null;
        return turn == null ? question.get() : turn.ask(question);
    }
}
