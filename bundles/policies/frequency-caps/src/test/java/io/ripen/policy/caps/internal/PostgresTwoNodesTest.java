package io.ripen.policy.caps.internal;

import io.ripen.testkit.LiveNode;
import io.ripen.testkit.TesterSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresTwoNodesTest extends TwoNodesContract {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    LiveNode open(TesterSetup setup, double speed) {
        return LiveNode.open(server.getJdbcUrl("postgres", "postgres"), "postgres", "", speed, setup);
    }
}
