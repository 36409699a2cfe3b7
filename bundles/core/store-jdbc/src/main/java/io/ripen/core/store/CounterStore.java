package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;
import java.util.Map;

/**
 * Counts per sequence and step, kept up in the transaction that does the work. Each writer has a slot, a row of its own for
 * each count, so that writers do not wait for each other; reading adds the slots up. Thread-safe; the {@link UnitOfWork}
 * belongs to its thread.
 */
public final class CounterStore {

    CounterStore() {}

    /**
     * Adds to counters; a negative value takes away.
     *
     * @param slot which writer this is, 0 to 1,023; two transactions with one slot at the same time are right but wait
     */
    public void add(UnitOfWork work, int slot, Map<CounterKey, Long> values) {
        throw new UnsupportedOperationException();
    }

    /** All counts of a sequence. */
    public Map<CounterKey, Long> sums(UnitOfWork work, String sequence) {
        throw new UnsupportedOperationException();
    }
}
