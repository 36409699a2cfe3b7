package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;

/**
 * Hands out ids before the rows are inserted, from database sequences in blocks of 1,000; so several nodes never hand out
 * the same one, and ids grow with time only roughly. A block that was not used up when the process ended is lost. Thread-safe.
 */
public final class IdAllocator {
    /** How far one step of a database sequence goes. */
    public static final int BLOCK = 1000;

    IdAllocator() {}

    /** The next id. */
    public long next(UnitOfWork work, IdKind kind) {
        throw new UnsupportedOperationException();
    }

    /** The next {@code count} ids, each greater than the one before. */
    public long[] next(UnitOfWork work, IdKind kind, int count) {
        throw new UnsupportedOperationException();
    }
}
