package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresInboundStoreTest extends InboundStoreContract {
    PostgresInboundStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
