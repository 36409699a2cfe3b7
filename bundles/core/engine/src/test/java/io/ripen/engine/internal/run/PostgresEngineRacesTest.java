package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresEngineRacesTest extends EngineRacesContract {
    PostgresEngineRacesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
