package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresWebSessionStoreTest extends WebSessionStoreContract {
    PostgresWebSessionStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
