package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2StrangersTest extends StrangersContract {
    H2StrangersTest() {
        super(TestDatabase.H2);
    }
}
