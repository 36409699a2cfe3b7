package io.ripen.engine.internal.run;

class H2EngineTest extends EngineContract {
    H2EngineTest() {
        super(TestDatabase.H2);
    }
}
