package io.ripen.engine.internal.run;

class H2EngineRacesTest extends EngineRacesContract {
    H2EngineRacesTest() {
        super(TestDatabase.H2);
    }
}
