package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresPoliciesTest extends PoliciesContract {
    PostgresPoliciesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
