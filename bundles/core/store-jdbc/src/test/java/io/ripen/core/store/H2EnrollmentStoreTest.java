package io.ripen.core.store;

class H2EnrollmentStoreTest extends EnrollmentStoreContract {
    H2EnrollmentStoreTest() {
        super(TestDatabase.H2);
    }
}
