package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2StoppingTest extends StoppingContract {
    H2StoppingTest() {
        super(TestDatabase.H2);
    }
}
