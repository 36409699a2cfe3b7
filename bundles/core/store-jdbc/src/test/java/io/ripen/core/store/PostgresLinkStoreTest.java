package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresLinkStoreTest extends LinkStoreContract {
    PostgresLinkStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
