package io.ripen.core.store;

class PostgresInboundStoreTest extends InboundStoreContract {
    PostgresInboundStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
