package io.ripen.core.store;

import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;

/**
 * One row for each start of an engine, with a lease in machine time. A node whose row is gone must not work any more and
 * registers anew. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class NodeStore {

    private final IdAllocator ids;

    NodeStore(IdAllocator ids) {
        this.ids = ids;
    }

    /**
     * Registers a start.
     *
     * @param startedAt machine time
     * @param leaseUntil machine time
     * @return the node's id, positive
     */
    public long register(UnitOfWork work, String name, Instant startedAt, Instant leaseUntil) {
        long id = ids.next(work, IdKind.NODE);
        Sql.of(work, "INSERT INTO node (id, name, started_at, lease_until) VALUES (?, ?, ?, ?)")
                .add(id)
                .add(name)
                .add(startedAt)
                .add(leaseUntil)
                .update();
        return id;
    }

    /**
     * Extends a lease that has not run out.
     *
     * @param now machine time
     * @param until machine time
     * @return false when the lease ran out or the row is gone: stop working
     */
    public boolean heartbeat(UnitOfWork work, long id, Instant now, Instant until) {
        return Sql.of(work, "UPDATE node SET lease_until = ? WHERE id = ? AND lease_until > ?")
                        .add(until)
                        .add(id)
                        .add(now)
                        .update()
                == 1;
    }

    /**
     * Deletes nodes whose lease ran out; each is answered to one caller only. Release their runs in the same transaction.
     *
     * @param now machine time
     * @return their ids
     */
    public List<Long> expire(UnitOfWork work, Instant now) {
        List<Long> dead = Sql.of(work, "SELECT id FROM node WHERE lease_until <= ? ORDER BY id FOR UPDATE SKIP LOCKED")
                .add(now)
                .list(Row::id);
        if (!dead.isEmpty()) {
            Sql.of(work, "DELETE FROM node WHERE id = ANY(?)").addLongs(dead).update();
        }
        return dead;
    }

    /** Takes a node's row away at a clean stop. */
    public void unregister(UnitOfWork work, long id) {
        Sql.of(work, "DELETE FROM node WHERE id = ?").add(id).update();
    }

    /** All nodes, by id. */
    public List<NodeRow> all(UnitOfWork work) {
        return Sql.of(work, "SELECT id, name, started_at, lease_until FROM node ORDER BY id")
                .list(row -> new NodeRow(row.id(), row.string(), row.time(), row.time()));
    }
}
