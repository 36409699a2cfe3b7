package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2FaultsTest extends FaultsContract {
    H2FaultsTest() {
        super(TestDatabase.H2);
    }
}
