package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Single values by name, such as the signing secret. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class SettingStore {

    private final String put;

    SettingStore(Dialect dialect) {
        put = dialect.upsert(
                "setting", "name", "content", "content = v.content", Dialect.values("name VARCHAR, content VARCHAR"));
    }

    public Optional<String> find(UnitOfWork work, String name) {
        return Sql.of(work, "SELECT content FROM setting WHERE name = ?")
                .add(name)
                .one(Row::string);
    }

    public void put(UnitOfWork work, String name, String value) {
        Sql.of(work, put).addStrings(List.of(name)).addStrings(List.of(value)).update();
    }

    /** Forgets a value; false when there is none. */
    public boolean remove(UnitOfWork work, String name) {
        return Sql.of(work, "DELETE FROM setting WHERE name = ?").add(name).update() == 1;
    }

    /** The value, or what {@code first} makes if there is none; of two that try at once both get the same. */
    public String getOrCreate(UnitOfWork work, String name, Supplier<String> first) {
        Optional<String> known = find(work, name);
        if (known.isPresent()) {
            return known.get();
        }
        // Of two that come here at once one waits for the other's commit, inserts nothing, and then reads the other's
        // value.
        Sql.of(work, "INSERT INTO setting (name, content) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .add(name)
                .add(first.get())
                .update();
        return find(work, name).orElseThrow();
    }
}
