package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresAuditStoreTest extends AuditStoreContract {
    PostgresAuditStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
