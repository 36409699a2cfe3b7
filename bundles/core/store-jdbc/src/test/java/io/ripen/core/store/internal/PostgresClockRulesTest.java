package io.ripen.core.store.internal;

import io.ripen.core.fixtures.TestDatabase;

class PostgresClockRulesTest extends ClockRulesContract {
    PostgresClockRulesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
