package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresMessageStoreTest extends MessageStoreContract {
    PostgresMessageStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
