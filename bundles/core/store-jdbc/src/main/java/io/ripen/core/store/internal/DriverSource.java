package io.ripen.core.store.internal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections straight from a driver; unlike DriverManager it does not matter which bundle the driver is in. */
final class DriverSource implements DataSource {
    private final Driver driver;
    private final String url;
    private final Properties login;

    DriverSource(Driver driver, String url, Properties login) {
        this.driver = driver;
        this.url = url;
        this.login = login;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(login);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties other = new Properties();
        other.setProperty("user", user);
        other.setProperty("password", password);
        return connect(other);
    }

    private Connection connect(Properties as) throws SQLException {
        Connection connection = driver.connect(url, as);
        if (connection == null) {
            throw new SQLException(
                    "The driver " + driver.getClass().getName() + " does not take the address " + url + ".");
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // The drivers log by SLF4J or not at all.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The pool gives up by itself.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("This DataSource wraps nothing.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
