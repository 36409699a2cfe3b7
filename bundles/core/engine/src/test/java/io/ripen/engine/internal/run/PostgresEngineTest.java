package io.ripen.engine.internal.run;

class PostgresEngineTest extends EngineContract {
    PostgresEngineTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
