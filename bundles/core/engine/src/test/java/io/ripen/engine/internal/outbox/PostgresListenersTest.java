package io.ripen.engine.internal.outbox;

import io.ripen.core.fixtures.TestDatabase;

class PostgresListenersTest extends ListenersContract {
    PostgresListenersTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
