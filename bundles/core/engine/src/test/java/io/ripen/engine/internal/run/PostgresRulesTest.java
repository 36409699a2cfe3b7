package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresRulesTest extends RulesContract {
    PostgresRulesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
