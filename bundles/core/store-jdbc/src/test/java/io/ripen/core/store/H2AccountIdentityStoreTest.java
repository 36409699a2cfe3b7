package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2AccountIdentityStoreTest extends AccountIdentityStoreContract {
    H2AccountIdentityStoreTest() {
        super(TestDatabase.H2);
    }
}
