package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class H2EngineTest extends EngineContract {
    H2EngineTest() {
        super(TestDatabase.H2);
    }
}
