package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresOutcomesTest extends OutcomesContract {
    PostgresOutcomesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
