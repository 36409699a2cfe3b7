package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2LoopsTest extends LoopsContract {
    H2LoopsTest() {
        super(TestDatabase.H2);
    }
}
