package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class PostgresEngineRacesTest extends EngineRacesContract {
    PostgresEngineRacesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
