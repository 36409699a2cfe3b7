package io.ripen.core.store;

class H2LinkStoreTest extends LinkStoreContract {
    H2LinkStoreTest() {
        super(TestDatabase.H2);
    }
}
