package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class H2PoliciesTest extends PoliciesContract {
    H2PoliciesTest() {
        super(TestDatabase.H2);
    }
}
