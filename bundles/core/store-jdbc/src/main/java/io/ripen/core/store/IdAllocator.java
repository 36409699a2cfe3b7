package io.ripen.core.store;

import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Hands out ids before the rows are inserted, from database sequences in blocks of 1,000; so several nodes never hand out
 * the same one, and ids grow with time only roughly. A block that was not used up when the process ended is lost. Thread-safe.
 */
public final class IdAllocator {
    /** How far one step of a database sequence goes. */
    public static final int BLOCK = 1000;

    private final Map<IdKind, Block> blocks = new EnumMap<>(IdKind.class);

    IdAllocator() {
        for (IdKind kind : IdKind.values()) {
            blocks.put(kind, new Block("SELECT NEXTVAL('" + kind.name().toLowerCase(Locale.ROOT) + "_id')"));
        }
    }

    /** What is left of the block that was taken last. */
    private static final class Block {
        private final String nextBlock;
        private long next;
        private long end;

        Block(String nextBlock) {
            this.nextBlock = nextBlock;
        }

        synchronized void fill(UnitOfWork work, long[] ids) {
            for (int i = 0; i < ids.length; i++) {
                if (next == end) {
                    // A database sequence is not part of the transaction: the block stays ours if it is rolled back.
                    next = Sql.of(work, nextBlock).one(Row::id).orElseThrow();
                    end = next + BLOCK;
                }
                ids[i] = next++;
            }
        }
    }

    /** The next id. */
    public long next(UnitOfWork work, IdKind kind) {
        return next(work, kind, 1)[0];
    }

    /** The next {@code count} ids, each greater than the one before. */
    public long[] next(UnitOfWork work, IdKind kind, int count) {
        long[] ids = new long[count];
        Objects.requireNonNull(blocks.get(kind)).fill(work, ids);
        return ids;
    }
}
