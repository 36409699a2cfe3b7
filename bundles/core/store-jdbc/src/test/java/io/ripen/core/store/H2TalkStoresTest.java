package io.ripen.core.store;

class H2TalkStoresTest extends TalkStoresContract {
    H2TalkStoresTest() {
        super(TestDatabase.H2);
    }
}
