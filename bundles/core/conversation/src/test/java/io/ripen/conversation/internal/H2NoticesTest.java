package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class H2NoticesTest extends NoticesContract {
    H2NoticesTest() {
        super(TestDatabase.H2);
    }
}
