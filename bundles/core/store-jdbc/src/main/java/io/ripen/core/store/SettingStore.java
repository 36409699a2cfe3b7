package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;
import java.util.Optional;
import java.util.function.Supplier;

/** Single values by name, such as the signing secret. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class SettingStore {

    SettingStore() {}

    public Optional<String> find(UnitOfWork work, String name) {
        throw new UnsupportedOperationException();
    }

    public void put(UnitOfWork work, String name, String value) {
        throw new UnsupportedOperationException();
    }

    /** The value, or what {@code first} makes if there is none; of two that try at once both get the same. */
    public String getOrCreate(UnitOfWork work, String name, Supplier<String> first) {
        throw new UnsupportedOperationException();
    }
}
