package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class H2StoppingTest extends StoppingContract {
    H2StoppingTest() {
        super(TestDatabase.H2);
    }
}
