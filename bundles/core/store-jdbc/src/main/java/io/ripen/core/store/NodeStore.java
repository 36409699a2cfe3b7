package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;

/**
 * One row for each start of an engine, with a lease in machine time. A node whose row is gone must not work any more and
 * registers anew. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class NodeStore {

    NodeStore() {}

    /**
     * Registers a start.
     *
     * @param startedAt machine time
     * @param leaseUntil machine time
     * @return the node's id, positive
     */
    public long register(UnitOfWork work, String name, Instant startedAt, Instant leaseUntil) {
        throw new UnsupportedOperationException();
    }

    /**
     * Extends a lease that has not run out.
     *
     * @param now machine time
     * @param until machine time
     * @return false when the lease ran out or the row is gone: stop working
     */
    public boolean heartbeat(UnitOfWork work, long id, Instant now, Instant until) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes nodes whose lease ran out; each is answered to one caller only. Release their runs in the same transaction.
     *
     * @param now machine time
     * @return their ids
     */
    public List<Long> expire(UnitOfWork work, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Takes a node's row away at a clean stop. */
    public void unregister(UnitOfWork work, long id) {
        throw new UnsupportedOperationException();
    }

    /** All nodes, by id. */
    public List<NodeRow> all(UnitOfWork work) {
        throw new UnsupportedOperationException();
    }
}
