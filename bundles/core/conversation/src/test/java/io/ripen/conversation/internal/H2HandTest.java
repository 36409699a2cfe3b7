package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class H2HandTest extends HandContract {
    H2HandTest() {
        super(TestDatabase.H2);
    }
}
