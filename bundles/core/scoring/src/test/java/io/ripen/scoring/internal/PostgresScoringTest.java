package io.ripen.scoring.internal;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class PostgresScoringTest extends ScoringContract {
    private @Nullable EmbeddedPostgres server;

    @Override
    Stores open(StoreOptions options) {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stores.open(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 8, options);
    }

    @AfterAll
    void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
