package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class H2TaskBookTest extends TaskBookContract {
    H2TaskBookTest() {
        super(TestDatabase.H2);
    }
}
