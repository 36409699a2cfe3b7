package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresLoopsTest extends LoopsContract {
    PostgresLoopsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
