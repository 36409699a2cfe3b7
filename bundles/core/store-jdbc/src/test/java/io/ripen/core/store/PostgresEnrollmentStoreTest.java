package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresEnrollmentStoreTest extends EnrollmentStoreContract {
    PostgresEnrollmentStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
