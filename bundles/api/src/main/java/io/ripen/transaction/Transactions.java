package io.ripen.transaction;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens database transactions (read committed). An OSGi service.
 *
 * <pre>{@code
 * Receipt receipt = transactions.call(work -> events.receive(work, List.of(event)).get(0));
 * }</pre>
 *
 * <p>Thread-safe; each call has a connection of its own.
 */
@ProviderType
public interface Transactions {

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Body<T extends @org.jspecify.annotations.Nullable Object> {
        T in(UnitOfWork work);
    }

    /**
     * Runs {@code body} in one transaction and commits it; rolls back when it throws. A serialization failure or
     * deadlock is retried a few times, so {@code body} must have no effects outside of the database.
     *
     * @throws StoreUnavailableException when the database cannot be reached; nothing was written
     */
    <T extends @org.jspecify.annotations.Nullable Object> T call(Body<T> body);
}
