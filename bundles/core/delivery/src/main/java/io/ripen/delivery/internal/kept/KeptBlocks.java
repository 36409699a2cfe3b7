package io.ripen.delivery.internal.kept;

import io.ripen.core.store.Stores;
import io.ripen.policy.Blocks;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocks, kept in the database so that every node obeys them from its next claim on. Thread-safe. */
@Component
public final class KeptBlocks implements Blocks {
    private static final Logger LOG = LoggerFactory.getLogger(KeptBlocks.class);
    private static final int MOST = 1_000;

    private final Stores stores;

    @Activate
    public KeptBlocks(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public boolean set(UnitOfWork work, String name, String reason, String by) {
        Block block = new Block(name, reason, by, stores.clock().instant());
        boolean set = stores.blocks().set(work, block);
        if (set) {
            work.afterCommit(() -> LOG.warn("Sending is stopped for '{}' by {}: {}", name, by, reason));
        }
        return set;
    }

    @Override
    public boolean lift(UnitOfWork work, String name, String by) {
        boolean lifted =
                stores.blocks().lift(work, name, stores.clock().machine().instant());
        if (lifted) {
            work.afterCommit(() -> LOG.info("Sending goes on for '{}', lifted by {}.", name, by));
        }
        return lifted;
    }

    @Override
    public Map<String, Block> among(UnitOfWork work, Collection<String> names) {
        return stores.blocks().among(work, names);
    }

    @Override
    public List<Block> all() {
        return stores.transactions().call(work -> stores.blocks().all(work, MOST));
    }
}
