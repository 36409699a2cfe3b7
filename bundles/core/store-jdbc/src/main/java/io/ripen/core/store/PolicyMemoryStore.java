package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What policies keep, locked row by row. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class PolicyMemoryStore {
    private static final String VALUES = Dialect.values("policy VARCHAR, name VARCHAR");

    private final String insert;
    private final String lock;
    private final String keep;

    PolicyMemoryStore(Dialect dialect) {
        insert = "INSERT INTO policy_memory (policy, name, content) SELECT v.policy, v.name, '' FROM " + VALUES
                + " ORDER BY v.name ON CONFLICT DO NOTHING";
        lock = dialect.lockEach("name, content", "policy_memory", "name", "VARCHAR", "policy");
        keep = dialect.upsert(
                "policy_memory",
                "policy, name",
                "content",
                "content = v.content",
                Dialect.values("policy VARCHAR, name VARCHAR, content VARCHAR"));
    }

    /** Reads and locks these names in order, and makes a row for each that has none, so that there is something to lock. */
    public Map<String, String> lock(UnitOfWork work, String policy, Collection<String> names) {
        List<String> asked = List.copyOf(new TreeSet<>(names));
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<String, String> rows = rows(work, policy, asked);
        if (rows.size() < asked.size()) {
            List<String> missing = new ArrayList<>(asked);
            missing.removeAll(rows.keySet());
            Sql.of(work, insert)
                    .strings(missing, name -> policy)
                    .strings(missing, name -> name)
                    .update();
            // Somebody else may have made one of them at the same moment; then this waits for what they decided.
            rows.putAll(rows(work, policy, missing));
        }
        rows.values().removeIf(String::isEmpty);
        return rows;
    }

    public void keep(UnitOfWork work, String policy, Map<String, String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        List<Map.Entry<String, String>> rows =
                texts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        Sql.of(work, keep)
                .strings(rows, row -> policy)
                .strings(rows, Map.Entry::getKey)
                .strings(rows, Map.Entry::getValue)
                .update();
    }

    private Map<String, String> rows(UnitOfWork work, String policy, List<String> names) {
        Map<String, String> rows = new HashMap<>();
        Sql.of(work, lock)
                .addStrings(names)
                .add(policy)
                .list(row -> Map.entry(row.string(), row.string()))
                .forEach(each -> rows.put(each.getKey(), each.getValue()));
        return rows;
    }
}
