package io.ripen.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresBrokenListenersTest extends BrokenListenersContract {
    private static EmbeddedPostgres server;

    PostgresBrokenListenersTest() {
        super(300);
    }

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    LiveNode open(TesterSetup setup) {
        return LiveNode.open(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 1, setup);
    }
}
