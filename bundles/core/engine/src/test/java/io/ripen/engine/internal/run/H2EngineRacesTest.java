package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2EngineRacesTest extends EngineRacesContract {
    H2EngineRacesTest() {
        super(TestDatabase.H2);
    }
}
