package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2InboundStoreTest extends InboundStoreContract {
    H2InboundStoreTest() {
        super(TestDatabase.H2);
    }
}
