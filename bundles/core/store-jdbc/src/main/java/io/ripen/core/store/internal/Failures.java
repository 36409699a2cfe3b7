package io.ripen.core.store.internal;

import io.ripen.core.store.StoreException;
import io.ripen.transaction.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from an SQLException what is to be done: try the transaction again, wait for the database, or give up. */
final class Failures {
    /** Serialization failure, deadlock; H2: concurrent update, lock time-out. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01", "90131", "HYT00");

    /** The server shuts down, starts up, or has no connection left; H2: database closed or closing. */
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "53300", "90121", "90098", "90067", "90020");

    /** H2: the database has been closed, is being closed, or is read no more because its store broke. */
    private static final Set<String> CLOSED = Set.of("90098", "90121");

    private Failures() {}

    static RuntimeException of(String doing, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (isAway(e)) {
            return new StoreUnavailableException(
                    "The database could not be reached while " + doing + ": " + e.getMessage()
                            + " Nothing of the transaction was written; it can be tried again when the database is back.",
                    e);
        }
        return new StoreException(
                "The database refused " + doing + ": " + e.getMessage() + " The transaction is rolled back.", state, e);
    }

    static boolean isAway(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08")
                || AWAY.contains(state)
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException;
    }

    /** Whether the embedded database has closed itself; every connection to it is of no more use. */
    static boolean isClosed(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && CLOSED.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same transaction may succeed when it is begun again at once. */
    static boolean isAgain(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && AGAIN.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
