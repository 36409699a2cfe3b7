package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.policy.Blocks.Block;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Blocks, and those that were lifted a short while ago. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class BlockStore {
    private static final String SELECT = "SELECT name, reason, set_by, since FROM block ";

    private final String set;
    private final String among;

    BlockStore(Dialect dialect) {
        set = dialect.upsert(
                "block",
                "name",
                "reason, set_by, since, lifted_at",
                "reason = v.reason, set_by = v.set_by, since = v.since, lifted_at = NULL",
                Dialect.values("name VARCHAR, reason VARCHAR, set_by VARCHAR, since TIME, lifted_at TIME"));
        among = dialect.selectAmong("name, reason, set_by, since", "block", "name", "VARCHAR");
    }

    /** Sets a block; false when it is set already. */
    public boolean set(UnitOfWork work, Block block) {
        if (among(work, List.of(block.name())).containsKey(block.name())) {
            return false;
        }
        List<Block> one = List.of(block);
        Sql.of(work, set)
                .strings(one, Block::name)
                .strings(one, Block::reason)
                .strings(one, Block::by)
                .times(one, Block::since)
                .times(one, each -> null)
                .update();
        return true;
    }

    /**
     * Lifts a block; false when it is not set.
     *
     * @param machineNow machine time
     */
    public boolean lift(UnitOfWork work, String name, Instant machineNow) {
        return Sql.of(work, "UPDATE block SET lifted_at = ? WHERE name = ? AND lifted_at IS NULL")
                        .add(machineNow)
                        .add(name)
                        .update()
                == 1;
    }

    /** Which of these are set, by name. */
    public Map<String, Block> among(UnitOfWork work, Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, Block> found = new HashMap<>();
        for (Block each :
                Sql.of(work, among + "AND lifted_at IS NULL").addStrings(names).list(BlockStore::read)) {
            found.put(each.name(), each);
        }
        return found;
    }

    /** All that are set, the newest first. */
    public List<Block> all(UnitOfWork work, int limit) {
        return Sql.of(work, SELECT + "WHERE lifted_at IS NULL ORDER BY since DESC, name LIMIT ?")
                .add(limit)
                .list(BlockStore::read);
    }

    /** Names of those that were lifted and not yet forgotten. */
    public List<String> lifted(UnitOfWork work) {
        return Sql.of(work, "SELECT name FROM block WHERE lifted_at IS NOT NULL ORDER BY name")
                .list(Row::string);
    }

    /** Forgets what was lifted before {@code before}, machine time. */
    public int forget(UnitOfWork work, Instant before) {
        return Sql.of(work, "DELETE FROM block WHERE lifted_at < ?").add(before).update();
    }

    private static Block read(Row row) throws java.sql.SQLException {
        return new Block(row.string(), row.string(), row.string(), row.time());
    }
}
