package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresAccountStoreTest extends AccountStoreContract {
    PostgresAccountStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
