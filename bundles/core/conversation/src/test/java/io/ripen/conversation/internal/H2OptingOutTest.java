package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class H2OptingOutTest extends OptingOutContract {
    H2OptingOutTest() {
        super(TestDatabase.H2);
    }
}
