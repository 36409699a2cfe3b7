package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresIntakeTest extends IntakeContract {
    PostgresIntakeTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
