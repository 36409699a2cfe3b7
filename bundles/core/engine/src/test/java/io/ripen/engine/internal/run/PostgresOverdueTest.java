package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresOverdueTest extends OverdueContract {
    PostgresOverdueTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
