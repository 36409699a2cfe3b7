package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class PostgresEngineTest extends EngineContract {
    PostgresEngineTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
