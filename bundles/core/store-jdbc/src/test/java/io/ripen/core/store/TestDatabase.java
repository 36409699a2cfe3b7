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
            return Stores.open(created(" TEMPLATE " + Template.NAME), user(), "", 12, options);
        }

        @Override
        public String url() {
            return created("");
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

    private static String created(String how) {
        String name = "ripen" + NUMBER.incrementAndGet();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + how);
        } catch (SQLException e) {
            throw new IllegalStateException("The test's PostgreSQL gave no new database.", e);
        }
        return Server.INSTANCE.getJdbcUrl("postgres", name);
    }

    /** A database with the schema and nothing in it: to copy it takes a fifth of the time that the migrations take. */
    private static final class Template {
        static final String NAME = migrated();

        private static String migrated() {
            String url = created("");
            Stores.open(url, "postgres", "", 2, StoreOptions.PLAIN).close();
            return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        }
    }

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
