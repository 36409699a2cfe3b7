package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresTalkStoresTest extends TalkStoresContract {
    PostgresTalkStoresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
