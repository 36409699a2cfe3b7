package io.ripen.core.store;

import io.ripen.transaction.StoreUnavailableException;

/**
 * The connection broke while a transaction was being committed: nobody knows whether it was. Look, before you do it again.
 */
public class CommitUnknownException extends StoreUnavailableException {
    private static final long serialVersionUID = 1;

    public CommitUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
