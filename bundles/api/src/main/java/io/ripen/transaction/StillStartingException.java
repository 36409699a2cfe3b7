package io.ripen.transaction;

/**
 * In the first seconds of a start something that is needed is not there yet, though the database is. Nothing of the transaction
 * was written; try again in some seconds.
 */
public class StillStartingException extends StoreUnavailableException {
    private static final long serialVersionUID = 1;

    /** @param what what is not there yet, as in "sequences that begin by contact.created" */
    public StillStartingException(String what, Throwable cause) {
        super("Ripen is still starting " + what + ".", cause);
    }
}
