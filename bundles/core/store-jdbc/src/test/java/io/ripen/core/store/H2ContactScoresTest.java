package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2ContactScoresTest extends ContactScoresContract {
    H2ContactScoresTest() {
        super(TestDatabase.H2);
    }
}
