package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2PoliciesTest extends PoliciesContract {
    H2PoliciesTest() {
        super(TestDatabase.H2);
    }
}
