package io.ripen.delivery.internal.outcome;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;

class PostgresOutcomesTest extends OutcomesContract {
    private EmbeddedPostgres server;

    @Override
    Stores open(StoreOptions options) {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException("The test's PostgreSQL did not start.", e);
        }
        return Stores.open(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 8, options);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }
}
