package io.ripen.core.store;

class H2SmallStoresTest extends SmallStoresContract {
    H2SmallStoresTest() {
        super(TestDatabase.H2);
    }
}
