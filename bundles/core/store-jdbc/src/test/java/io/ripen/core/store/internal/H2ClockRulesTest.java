package io.ripen.core.store.internal;

import io.ripen.core.fixtures.TestDatabase;

class H2ClockRulesTest extends ClockRulesContract {
    H2ClockRulesTest() {
        super(TestDatabase.H2);
    }
}
