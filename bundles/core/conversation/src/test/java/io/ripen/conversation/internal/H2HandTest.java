package io.ripen.conversation.internal;

class H2HandTest extends HandContract {
    H2HandTest() {
        super(TestDatabase.H2);
    }
}
