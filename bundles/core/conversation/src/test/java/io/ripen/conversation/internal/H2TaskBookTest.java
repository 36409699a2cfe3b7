package io.ripen.conversation.internal;

class H2TaskBookTest extends TaskBookContract {
    H2TaskBookTest() {
        super(TestDatabase.H2);
    }
}
