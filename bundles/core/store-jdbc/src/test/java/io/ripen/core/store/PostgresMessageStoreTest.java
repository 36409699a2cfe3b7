package io.ripen.core.store;

class PostgresMessageStoreTest extends MessageStoreContract {
    PostgresMessageStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
