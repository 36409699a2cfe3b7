package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2SmallStoresTest extends SmallStoresContract {
    H2SmallStoresTest() {
        super(TestDatabase.H2);
    }
}
