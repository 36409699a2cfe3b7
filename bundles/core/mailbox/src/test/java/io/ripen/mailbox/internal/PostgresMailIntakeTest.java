package io.ripen.mailbox.internal;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;

class PostgresMailIntakeTest extends MailIntakeContract {
    private EmbeddedPostgres server;

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
