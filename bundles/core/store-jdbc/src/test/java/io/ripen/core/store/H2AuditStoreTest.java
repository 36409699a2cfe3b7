package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2AuditStoreTest extends AuditStoreContract {
    H2AuditStoreTest() {
        super(TestDatabase.H2);
    }
}
