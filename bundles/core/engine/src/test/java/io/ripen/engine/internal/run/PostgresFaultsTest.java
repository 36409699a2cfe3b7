package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresFaultsTest extends FaultsContract {
    PostgresFaultsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
