package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class H2OutcomesTest extends OutcomesContract {
    H2OutcomesTest() {
        super(TestDatabase.H2);
    }
}
