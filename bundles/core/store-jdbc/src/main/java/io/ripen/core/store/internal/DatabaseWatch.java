package io.ripen.core.store.internal;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the database answers, by one connection of its own with short limits. So an outage is noticed within seconds and
 * has the driver's own reason, while callers of the pool only learn that no connection was free. For one thread.
 */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    /** An address that says nothing of time gets these limits. */
    private static final String LIMITS =
            "?ApplicationName=ripen-watch&connectTimeout=3&loginTimeout=4&socketTimeout=5&tcpKeepAlive=true";

    private static final int VALID_SECONDS = 1;

    private final DriverSource source;
    private final DatabaseTrouble trouble;
    private @Nullable Connection connection;

    DatabaseWatch(Driver driver, String url, String user, String password) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        boolean limited = url.startsWith("jdbc:postgresql:") && !url.contains("?");
        this.source = new DriverSource(driver, limited ? url + LIMITS : Pool.address(url), login);
        this.trouble = DatabaseTrouble.at(url, user);
    }

    /** What is wrong, and the cure; empty when the database answers. Takes five seconds at most for a limited address. */
    Optional<String> look() {
        Connection before = connection;
        if (before != null && answers(before)) {
            return Optional.empty();
        }
        close();
        try {
            Connection opened = source.getConnection();
            connection = opened;
            ask(opened);
            return Optional.empty();
        } catch (SQLException e) {
            close();
            LOG.debug("The database does not answer:", e);
            return Optional.of(trouble.of(e));
        }
    }

    private static boolean answers(Connection connection) {
        try {
            if (!connection.isValid(VALID_SECONDS)) {
                return false;
            }
            // H2 takes a connection for valid whose database is closed.
            ask(connection);
            return true;
        } catch (SQLException e) {
            LOG.debug("The connection that watches the database broke.", e);
            return false;
        }
    }

    private static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("The connection that watched the database was broken already.", e);
            }
        }
    }
}
