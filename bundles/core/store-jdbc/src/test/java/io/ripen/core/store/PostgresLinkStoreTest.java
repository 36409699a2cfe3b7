package io.ripen.core.store;

class PostgresLinkStoreTest extends LinkStoreContract {
    PostgresLinkStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
