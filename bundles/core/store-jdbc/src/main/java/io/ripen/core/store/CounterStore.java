package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts per sequence and step, kept up in the transaction that does the work. Each writer has a slot, a row of its own for
 * each count, so that writers do not wait for each other; reading adds the slots up. Thread-safe; the {@link UnitOfWork}
 * belongs to its thread.
 */
public final class CounterStore {

    private final String add;

    CounterStore(Dialect dialect) {
        add = dialect.upsert(
                "counter",
                "sequence_id, step, name, slot",
                "total",
                "total = t.total + v.total",
                Dialect.values("sequence_id VARCHAR, step VARCHAR, name VARCHAR, slot INTEGER, total BIGINT"));
    }

    /**
     * Adds to counters; a negative value takes away.
     *
     * @param slot which writer this is, 0 to 1,023; two transactions with one slot at the same time are right but wait
     */
    public void add(UnitOfWork work, int slot, Map<CounterKey, Long> values) {
        if (values.isEmpty()) {
            return;
        }
        // In order of the key, so that two writers with one slot do not wait for each other in a circle.
        List<Map.Entry<CounterKey, Long>> rows = List.copyOf(new TreeMap<>(values).entrySet());
        Sql.of(work, add)
                .strings(rows, row -> row.getKey().sequence())
                .strings(rows, row -> row.getKey().step())
                .strings(rows, row -> row.getKey().name())
                .ints(rows, row -> slot)
                .longs(rows, Map.Entry::getValue)
                .update();
    }

    /** These counts of one step, or of the sequences as a whole; what was never counted is not among them. */
    public Map<CounterKey, Long> sums(
            UnitOfWork work, Collection<String> sequences, String step, Collection<String> names) {
        Map<CounterKey, Long> sums = new TreeMap<>();
        if (!sequences.isEmpty()) {
            Sql.of(
                            work,
                            "SELECT sequence_id, name, CAST(SUM(total) AS BIGINT) FROM counter"
                                    + " WHERE sequence_id = ANY(?) AND step = ? AND name = ANY(?)"
                                    + " GROUP BY sequence_id, name")
                    .addStrings(sequences)
                    .add(step)
                    .addStrings(names)
                    .list(row -> sums.put(new CounterKey(row.string(), step, row.string()), row.id()));
        }
        return sums;
    }

    /** All counts of a sequence. */
    public Map<CounterKey, Long> sums(UnitOfWork work, String sequence) {
        Map<CounterKey, Long> sums = new TreeMap<>();
        Sql.of(
                        work,
                        "SELECT step, name, CAST(SUM(total) AS BIGINT) FROM counter WHERE sequence_id = ? GROUP BY step, name")
                .add(sequence)
                .list(row -> sums.put(new CounterKey(sequence, row.string(), row.string()), row.id()));
        return sums;
    }
}
