package io.ripen.engine.internal.deploy;

import io.ripen.core.store.NodeRow;
import io.ripen.core.store.NodeStore;
import io.ripen.transaction.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether another node was at work when this one started. A row alone does not say: a node that was killed leaves one behind
 * until its lease runs out. So a node is alive when its lease is extended while we look, or its row is taken away before the
 * lease ends. Begins with its construction. One thread at a time.
 */
public final class OtherNodes {

    /** What is known so far. */
    enum Answer {
        NONE,
        /** There is a row; whether somebody keeps it shows within one lease. */
        PERHAPS,
        ALIVE
    }

    /** Who asks the database for nodes. */
    @FunctionalInterface
    interface Rows {
        Iterable<NodeRow> now();
    }

    private final Rows rows;
    private final InstantSource machine;
    private final Instant start;
    private final Map<Long, Instant> leases = new HashMap<>();
    private boolean alive;

    /** Begins now; nodes that start later are told by their own start what runs. */
    private OtherNodes(Rows rows, InstantSource machine) {
        this.rows = rows;
        this.machine = machine;
        this.start = machine.instant();
    }

    /** @param transactions in machine time */
    public static OtherNodes of(Transactions transactions, NodeStore nodes, InstantSource machine) {
        return new OtherNodes(() -> transactions.call(nodes::all), machine);
    }

    /** A database of which nobody else knows. */
    static OtherNodes none() {
        return new OtherNodes(java.util.List::of, InstantSource.system());
    }

    Answer look() {
        if (alive) {
            return Answer.ALIVE;
        }
        Instant now = machine.instant();
        boolean perhaps = false;
        Set<Long> seen = new HashSet<>();
        for (NodeRow row : rows.now()) {
            if (!row.startedAt().isBefore(start)) {
                continue;
            }
            seen.add(row.id());
            Instant first = leases.putIfAbsent(row.id(), row.leaseUntil());
            alive |= first != null && row.leaseUntil().isAfter(first);
            perhaps |= row.leaseUntil().isAfter(now);
        }
        for (Map.Entry<Long, Instant> lease : leases.entrySet()) {
            alive |= !seen.contains(lease.getKey()) && lease.getValue().isAfter(now);
        }
        return alive ? Answer.ALIVE : perhaps ? Answer.PERHAPS : Answer.NONE;
    }
}
