package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2LinkStoreTest extends LinkStoreContract {
    H2LinkStoreTest() {
        super(TestDatabase.H2);
    }
}
