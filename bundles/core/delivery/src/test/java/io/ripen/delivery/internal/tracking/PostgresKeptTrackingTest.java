package io.ripen.delivery.internal.tracking;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.links.TrackingSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same on PostgreSQL. */
class PostgresKeptTrackingTest extends KeptTrackingTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    TrackingWorld open(TrackingSettings settings) {
        return new TrackingWorld(settings, PostgresKeptTrackingTest::fresh);
    }

    private static Stores fresh(StoreOptions options) {
        String name = "tracking" + NUMBER.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The test's PostgreSQL gave no new database.", e);
        }
        return Stores.open(server.getJdbcUrl("postgres", name), "postgres", "", 8, options);
    }
}
