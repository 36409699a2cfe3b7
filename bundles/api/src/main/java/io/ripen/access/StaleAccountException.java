package io.ripen.access;

/** Somebody else changed the account meanwhile. Nothing was written; read it again. */
public class StaleAccountException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StaleAccountException(AccountId id, int version) {
        super("Account " + id + " is at version " + version + " by now.");
    }
}
