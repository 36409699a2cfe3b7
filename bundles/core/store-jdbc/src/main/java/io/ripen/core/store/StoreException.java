package io.ripen.core.store;

/** A statement failed for another reason than that the database is away. Its transaction is rolled back. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String sqlState;

    public StoreException(String message, String sqlState, Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** The SQL state, such as {@code 23505} for a broken unique key; the empty string when there is none. */
    public String sqlState() {
        return sqlState;
    }
}
