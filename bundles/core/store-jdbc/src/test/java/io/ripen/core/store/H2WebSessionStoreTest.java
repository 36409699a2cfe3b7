package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2WebSessionStoreTest extends WebSessionStoreContract {
    H2WebSessionStoreTest() {
        super(TestDatabase.H2);
    }
}
