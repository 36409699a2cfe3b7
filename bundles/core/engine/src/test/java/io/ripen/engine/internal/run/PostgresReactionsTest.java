package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresReactionsTest extends ReactionsContract {
    PostgresReactionsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
