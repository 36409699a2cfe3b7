package io.ripen.delivery.internal.kept;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.audit.Change;
import io.ripen.core.store.Stores;
import io.ripen.policy.Blocks;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public boolean set(Actor by, String name, String reason) {
        requireManager(by, name);
        return stores.transactions().call(work -> {
            boolean set = set(work, name, reason, by.name());
            if (set) {
                stores.audit().record(work, change(by, "block.set", name).with("reason", reason));
            }
            return set;
        });
    }

    @Override
    public boolean lift(Actor by, String name) {
        if (!sees(by, name)) {
            return false;
        }
        requireManager(by, name);
        return stores.transactions().call(work -> {
            boolean lifted = lift(work, name, by.name());
            if (lifted) {
                stores.audit().record(work, change(by, "block.lifted", name));
            }
            return lifted;
        });
    }

    /** Without an address, which would stay readable. */
    private static Change change(Actor by, String action, String name) {
        boolean address = name.startsWith("phone:") || name.startsWith("email:");
        return Change.of(by, action, address ? "block:address" : "block:" + name)
                .in(Blocks.teamOf(name).orElse(null))
                .with("set", action.equals("block.set"));
    }

    private static void requireManager(Actor by, String name) {
        Optional<TeamId> team = Blocks.teamOf(name);
        if (team.isEmpty()) {
            by.requireAdmin();
        } else {
            by.require(Role.MANAGER, team.get());
        }
    }

    private static boolean sees(Actor by, String name) {
        return by.admin()
                || Blocks.teamOf(name).map(by::sees).orElse(!name.startsWith("phone:") && !name.startsWith("email:"));
    }

    @Override
    public List<Block> all(Actor by) {
        return all().stream().filter(block -> sees(by, block.name())).toList();
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
