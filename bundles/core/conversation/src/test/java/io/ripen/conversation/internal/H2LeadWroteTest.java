package io.ripen.conversation.internal;

class H2LeadWroteTest extends LeadWroteContract {
    H2LeadWroteTest() {
        super(TestDatabase.H2);
    }
}
