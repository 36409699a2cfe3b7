package io.ripen.core.store;

class H2InboundStoreTest extends InboundStoreContract {
    H2InboundStoreTest() {
        super(TestDatabase.H2);
    }
}
