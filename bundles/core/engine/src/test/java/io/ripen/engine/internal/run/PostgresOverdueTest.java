package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class PostgresOverdueTest extends OverdueContract {
    PostgresOverdueTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
