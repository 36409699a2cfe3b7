package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;

/**
 * The gate's entrance for what people write by themselves. The same policies are asked, and the message is kept in the same
 * states; from there on it goes through {@link Gate#send}, {@link Gate#reconcile} and {@link Gate#settle} like any other.
 * Delivery implements it and registers it as an OSGi service. Thread-safe.
 */
public interface HandGate {

    /**
     * Keeps the message, or takes up one that is kept already: asks the policies and marks it as sending when it may go.
     * Commit before {@link Gate#send}.
     */
    GateAnswer admit(UnitOfWork work, HandRequest request);
}
