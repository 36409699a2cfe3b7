package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2TalkStoresTest extends TalkStoresContract {
    H2TalkStoresTest() {
        super(TestDatabase.H2);
    }
}
