package io.ripen.core.store;

class PostgresTalkStoresTest extends TalkStoresContract {
    PostgresTalkStoresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
