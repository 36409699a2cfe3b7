package io.ripen.core.store;

class H2MessageStoreTest extends MessageStoreContract {
    H2MessageStoreTest() {
        super(TestDatabase.H2);
    }
}
