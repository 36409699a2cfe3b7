package io.ripen.engine.internal.outbox;

import io.ripen.core.fixtures.TestDatabase;

class H2ListenersTest extends ListenersContract {
    H2ListenersTest() {
        super(TestDatabase.H2);
    }
}
