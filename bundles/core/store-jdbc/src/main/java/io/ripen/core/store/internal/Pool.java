package io.ripen.core.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ripen.core.store.Stores;
import java.sql.Driver;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A connection pool that belongs to the stores, or none. */
public final class Pool implements AutoCloseable {
    /** For a DataSource that stays its owner's. */
    public static final Pool NONE = new Pool(null, 0);

    /** How long one waits for a connection. */
    static final long CONNECT_MILLIS = 10_000;

    private final @Nullable HikariDataSource pool;
    private final int size;

    private Pool(@Nullable HikariDataSource pool, int size) {
        this.pool = pool;
        this.size = size;
    }

    /** How many connections at most; 0 when that is not ours to know. */
    public int size() {
        return size;
    }

    /** A pool over a driver on the class path. */
    public static Pool of(String url, String user, String password, int size) {
        HikariConfig config = config(user, password, size);
        config.setJdbcUrl(address(url));
        config.setDriverClassName(driverClass(url));
        return new Pool(new HikariDataSource(config), size);
    }

    /** A pool over a driver that another bundle brings. */
    public static Pool of(Driver driver, String url, String user, String password, int size) {
        HikariConfig config = config(user, password, size);
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        config.setDataSource(new DriverSource(driver, address(url), login));
        return new Pool(new HikariDataSource(config), size);
    }

    private static HikariConfig config(String user, String password, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ripen");
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(CONNECT_MILLIS);
        // The first connection is made by the schema's migration, whose failure says more than the pool's.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** The driver of a JDBC address. */
    public static String driverClass(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return "org.postgresql.Driver";
        }
        if (url.startsWith("jdbc:h2:")) {
            return "org.h2.Driver";
        }
        throw new IllegalArgumentException("The database address '" + url
                + "' is not one that Ripen knows: use jdbc:postgresql://host/database or jdbc:h2:….");
    }

    static String address(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return url.contains(";") ? url : url + Stores.H2_OPTIONS;
        }
        if (url.contains("?")) {
            return url;
        }
        // Without it a connection to a machine that is gone would hang for as long as TCP likes.
        return url + "?ApplicationName=ripen&connectTimeout=10&socketTimeout=120&tcpKeepAlive=true";
    }

    public DataSource dataSource() {
        if (pool == null) {
            throw new IllegalStateException("There is no pool: the stores work on a DataSource that was given.");
        }
        return pool;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
