package io.ripen.transaction;

/** The database could not be reached or refused to work. Nothing of the transaction was written; try again later. */
public class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
