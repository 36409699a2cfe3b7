package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2AccountStoreTest extends AccountStoreContract {
    H2AccountStoreTest() {
        super(TestDatabase.H2);
    }
}
