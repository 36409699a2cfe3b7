package io.ripen.conversation.internal;

import io.ripen.core.store.TestDatabase;

class H2HandTest extends HandContract {
    H2HandTest() {
        super(TestDatabase.H2);
    }
}
