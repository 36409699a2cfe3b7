package io.ripen.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStopRaceTest extends StopRaceContract {
    private static EmbeddedPostgres server;

    PostgresStopRaceTest() {
        super(1_000);
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
