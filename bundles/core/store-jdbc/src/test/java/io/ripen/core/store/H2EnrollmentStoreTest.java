package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2EnrollmentStoreTest extends EnrollmentStoreContract {
    H2EnrollmentStoreTest() {
        super(TestDatabase.H2);
    }
}
