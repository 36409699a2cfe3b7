package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class PostgresOutcomesTest extends OutcomesContract {
    PostgresOutcomesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
