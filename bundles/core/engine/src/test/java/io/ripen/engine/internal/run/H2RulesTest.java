package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2RulesTest extends RulesContract {
    H2RulesTest() {
        super(TestDatabase.H2);
    }
}
