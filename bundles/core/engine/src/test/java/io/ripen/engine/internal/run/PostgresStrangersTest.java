package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresStrangersTest extends StrangersContract {
    PostgresStrangersTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
