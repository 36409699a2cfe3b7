package io.ripen.engine.internal.run;

import io.ripen.core.store.Stores;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's right to work on leads: a row with a time in it. While it is valid nobody else takes our leads; once it ran
 * out somebody may have, so nothing is sent any more under it, and the node registers as a new one. Thread-safe.
 */
final class NodeLease {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    /** One registration. */
    private record Held(long node, Instant until) {}

    private final Stores stores;
    private final RunSettings settings;
    private volatile Held held = new Held(0, Instant.MIN);

    NodeLease(Stores stores, RunSettings settings) {
        this.stores = stores;
        this.settings = settings;
    }

    /** The node that this process works as now; 0 before the first {@link #keep}. */
    long node() {
        return held.node();
    }

    /** Whether this node may claim now. */
    boolean isValid() {
        long node = held.node();
        return node != 0 && maySend(node);
    }

    /**
     * Whether a message may be sent as {@code node} now: the lease must last a little longer, so that it is sure to be
     * begun within it.
     */
    boolean maySend(long node) {
        Held now = held;
        Instant latest = now.until().minus(settings.lease().dividedBy(6));
        return now.node() == node && machine().isBefore(latest);
    }

    /** Extends the lease, or registers when there is none that could be extended. */
    synchronized void keep() {
        Instant now = machine();
        Instant until = now.plus(settings.lease());
        long node = held.node();
        if (node != 0) {
            boolean kept =
                    stores.machineTransactions().call(work -> stores.nodes().heartbeat(work, node, now, until));
            if (kept) {
                held = new Held(node, until);
                return;
            }
            held = new Held(0, Instant.MIN);
            LOG.warn(
                    "Node {} lost its lease of {}: it was not heard of for longer than that. What it was sending is left to"
                            + " the other nodes, which ask the providers first; it goes on as a new node.",
                    node,
                    settings.lease());
        }
        long fresh =
                stores.machineTransactions().call(work -> stores.nodes().register(work, settings.node(), now, until));
        held = new Held(fresh, until);
    }

    /**
     * Gives up what was claimed as {@code node} and goes on as a new one. Never again as that one, even when the database is
     * away now: then its lease runs out, and whoever comes by takes its leads over.
     */
    synchronized void renew(long node) {
        if (held.node() == node) {
            held = new Held(0, Instant.MIN);
        }
        giveBack(node);
        keep();
    }

    /**
     * Declares nodes dead that were not heard of and gives their leads back.
     *
     * @return how many leads may be claimed again
     */
    int buryDead() {
        Instant now = machine();
        return stores.machineTransactions().call(work -> {
            List<Long> dead = stores.nodes().expire(work, now);
            Instant business = stores.clock().instant();
            int released = 0;
            for (long node : dead) {
                int leads = stores.due().releaseOwner(work, node, business).size();
                LOG.warn(
                        "Node {} is dead: its lease ran out. {} leads that it was working on are taken over.",
                        node,
                        leads);
                released += leads;
            }
            return released + stores.due().releaseOrphans(work, business).size();
        });
    }

    /** Gives everything back at a clean stop. */
    synchronized void end() {
        long node = held.node();
        if (node == 0) {
            return;
        }
        giveBack(node);
        held = new Held(0, Instant.MIN);
    }

    private void giveBack(long node) {
        stores.machineTransactions().call(work -> {
            stores.nodes().unregister(work, node);
            return stores.due()
                    .releaseOwner(work, node, stores.clock().instant())
                    .size();
        });
    }

    private Instant machine() {
        return stores.clock().machine().instant();
    }
}
