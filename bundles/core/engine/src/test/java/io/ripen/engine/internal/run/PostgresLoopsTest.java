package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class PostgresLoopsTest extends LoopsContract {
    PostgresLoopsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
