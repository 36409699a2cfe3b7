package io.ripen.conversation.internal;

class H2OptingOutTest extends OptingOutContract {
    H2OptingOutTest() {
        super(TestDatabase.H2);
    }
}
