package io.ripen.transaction;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One open database transaction. Opaque outside of core: it is passed along so that what several services write becomes
 * visible together or not at all.
 *
 * <p>Belongs to the thread that runs {@link Transactions#call}; using it after that call has returned is an error.
 */
@ProviderType
public interface UnitOfWork {

    /**
     * Runs {@code action} once this transaction is committed, on the committing thread, and never when it is rolled
     * back. Meant for wake-ups; an exception from it is logged and changes nothing.
     */
    void afterCommit(Runnable action);
}
