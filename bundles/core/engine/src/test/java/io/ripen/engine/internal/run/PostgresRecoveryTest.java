package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresRecoveryTest extends RecoveryContract {
    PostgresRecoveryTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
