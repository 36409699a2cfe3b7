package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresStoppingTest extends StoppingContract {
    PostgresStoppingTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
