package io.ripen.engine.internal.run;

class PostgresEngineRacesTest extends EngineRacesContract {
    PostgresEngineRacesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
