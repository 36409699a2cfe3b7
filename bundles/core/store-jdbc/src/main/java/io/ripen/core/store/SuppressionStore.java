package io.ripen.core.store;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.Map;

/** Addresses that must not be written to, of all teams. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class SuppressionStore {

    SuppressionStore() {}

    /**
     * Which of these are suppressed, by address.
     *
     * @param addresses E.164 or lower-case e-mail addresses
     */
    public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
        throw new UnsupportedOperationException();
    }

    /** Suppresses an address; true when it was not before. The first reason stays. */
    public boolean add(UnitOfWork work, Suppression suppression) {
        throw new UnsupportedOperationException();
    }

    /** True when there was one. */
    public boolean remove(UnitOfWork work, AddressKind kind, String address) {
        throw new UnsupportedOperationException();
    }
}
