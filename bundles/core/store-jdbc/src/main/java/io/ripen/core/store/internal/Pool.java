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

    /**
     * Every statement of the stores looks rows up by a key or goes along an index, for one lead or for a batch. PostgreSQL
     * plans otherwise while it knows nothing of a table: it reads all of it, or sorts all that waits to find the first, and
     * keeps that plan until autovacuum has looked at the table, a minute or a hundred thousand rows later. For a list of
     * keys it plans each execution anew, which costs several times what the execution does. So a statement is planned once
     * for each connection, and by the index. Where no index fits it still reads the table; that plan is expensive on paper
     * only, and must not set off the compiler of PostgreSQL.
     */
    static final String POSTGRES_PLANS = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;"
            + " SET enable_bitmapscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off";

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
        HikariConfig config = config(url, user, password, size);
        config.setJdbcUrl(address(url));
        config.setDriverClassName(driverClass(url));
        return new Pool(new HikariDataSource(config), size);
    }

    /** A pool over a driver that another bundle brings. */
    public static Pool of(Driver driver, String url, String user, String password, int size) {
        HikariConfig config = config(url, user, password, size);
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        config.setDataSource(new DriverSource(driver, address(url), login));
        return new Pool(new HikariDataSource(config), size);
    }

    private static HikariConfig config(String url, String user, String password, int size) {
        HikariConfig config = new HikariConfig();
        if (url.startsWith("jdbc:postgresql:")) {
            config.setConnectionInitSql(POSTGRES_PLANS);
            // Committed at once: else the first transaction that rolls back would take the settings with it.
            config.setIsolateInternalQueries(true);
        }
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
