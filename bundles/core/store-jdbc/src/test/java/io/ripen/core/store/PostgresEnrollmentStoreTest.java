package io.ripen.core.store;

class PostgresEnrollmentStoreTest extends EnrollmentStoreContract {
    PostgresEnrollmentStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
