package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class H2LeadWroteTest extends LeadWroteContract {
    H2LeadWroteTest() {
        super(TestDatabase.H2);
    }
}
