package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresAccountIdentityStoreTest extends AccountIdentityStoreContract {
    PostgresAccountIdentityStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
