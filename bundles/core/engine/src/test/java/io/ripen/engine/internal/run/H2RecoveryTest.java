package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2RecoveryTest extends RecoveryContract {
    H2RecoveryTest() {
        super(TestDatabase.H2);
    }
}
