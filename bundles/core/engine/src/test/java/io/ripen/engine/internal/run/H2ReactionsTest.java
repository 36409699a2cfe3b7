package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2ReactionsTest extends ReactionsContract {
    H2ReactionsTest() {
        super(TestDatabase.H2);
    }
}
