package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2OutcomesTest extends OutcomesContract {
    H2OutcomesTest() {
        super(TestDatabase.H2);
    }
}
