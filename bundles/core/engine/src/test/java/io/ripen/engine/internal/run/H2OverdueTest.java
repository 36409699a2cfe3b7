package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2OverdueTest extends OverdueContract {
    H2OverdueTest() {
        super(TestDatabase.H2);
    }
}
