package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2MessageStoreTest extends MessageStoreContract {
    H2MessageStoreTest() {
        super(TestDatabase.H2);
    }
}
