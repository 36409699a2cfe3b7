package io.ripen.conversation.internal;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh, empty database for each test class. */
enum TestDatabase {
    H2 {
        @Override
        Stores open(StoreOptions options) {
            return Stores.inMemory(options);
        }
    },
    POSTGRESQL {
        @Override
        Stores open(StoreOptions options) {
            String name = "talk" + NUMBER.incrementAndGet();
            try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("The test's PostgreSQL gave no new database.", e);
            }
            return Stores.open(Server.INSTANCE.getJdbcUrl("postgres", name), "postgres", "", 12, options);
        }
    };

    private static final AtomicInteger NUMBER = new AtomicInteger();

    abstract Stores open(StoreOptions options);

    /** One server for all tests of a JVM. */
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
