package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Targets of tracked links, each once, never changed. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class LinkStore {
    private final IdAllocator ids;
    private final String insert;
    private final String byKey;

    LinkStore(Dialect dialect, IdAllocator ids) {
        this.ids = ids;
        insert = dialect.insertNew("link", "id BIGINT, name VARCHAR, url VARCHAR, url_key VARCHAR", "id");
        byKey = dialect.selectAmong("id, url_key", "link", "url_key", "VARCHAR");
    }

    private record NewLink(long id, String key, LinkTarget target) {}

    /**
     * The id of each target; those that are not there yet are inserted. Three statements at most, however many there are.
     * Must be committed before a link goes out.
     */
    public Map<LinkTarget, Long> keep(UnitOfWork work, Collection<LinkTarget> targets) {
        // In the order of the key, so that two transactions do not wait for each other in a circle.
        Map<String, LinkTarget> byItsKey = new TreeMap<>();
        targets.forEach(target -> byItsKey.put(key(target), target));
        Map<String, Long> known = find(work, byItsKey.keySet());
        if (known.size() < byItsKey.size()) {
            List<NewLink> rows = new ArrayList<>();
            byItsKey.forEach((key, target) -> {
                if (!known.containsKey(key)) {
                    rows.add(new NewLink(ids.next(work, IdKind.LINK), key, target));
                }
            });
            Sql.of(work, insert)
                    .longs(rows, NewLink::id)
                    .strings(rows, row -> row.target().name())
                    .strings(rows, row -> row.target().url())
                    .strings(rows, NewLink::key)
                    .ids();
            // Another node may have been first with some of them.
            known.putAll(find(work, byItsKey.keySet()));
        }
        Map<LinkTarget, Long> kept = new HashMap<>();
        byItsKey.forEach((key, target) -> kept.put(target, Objects.requireNonNull(known.get(key))));
        return kept;
    }

    public Optional<LinkTarget> find(UnitOfWork work, long id) {
        return Sql.of(work, "SELECT name, url FROM link WHERE id = ?")
                .add(id)
                .one(row -> new LinkTarget(row.string(), row.string()));
    }

    private Map<String, Long> find(UnitOfWork work, Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        if (!keys.isEmpty()) {
            Sql.of(work, byKey).addStrings(keys).list((Row row) -> {
                long id = row.id();
                return found.put(row.string(), id);
            });
        }
        return found;
    }

    private static String key(LinkTarget target) {
        try {
            byte[] whole = (target.name() + "\n" + target.url()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", impossible);
        }
    }
}
