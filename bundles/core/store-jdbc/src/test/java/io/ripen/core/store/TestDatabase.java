package io.ripen.core.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh, empty database for a test class, here and in the other core bundles. */
public enum TestDatabase {
    H2 {
        @Override
        public Stores open(StoreOptions options) {
            return Stores.inMemory(options);
        }

        @Override
        public String url() {
            return "jdbc:h2:mem:shared" + NUMBER.incrementAndGet() + Stores.H2_OPTIONS + ";DB_CLOSE_DELAY=-1";
        }

        @Override
        public String user() {
            return "sa";
        }
    },
    POSTGRESQL {
        @Override
        public Stores open(StoreOptions options) {
            return Stores.open(url(), user(), "", 12, options);
        }

        @Override
        public String url() {
            String name = "ripen" + NUMBER.incrementAndGet();
            try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("The test's PostgreSQL gave no new database.", e);
            }
            return Server.INSTANCE.getJdbcUrl("postgres", name);
        }

        @Override
        public String user() {
            return "postgres";
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Opens stores on a database of their own. */
    public abstract Stores open(StoreOptions options);

    /** Address of a new, empty database that several stores may be opened on. */
    public abstract String url();

    public abstract String user();

    /** One server for all tests of a JVM; it goes with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("deadlock_timeout", "100ms")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
