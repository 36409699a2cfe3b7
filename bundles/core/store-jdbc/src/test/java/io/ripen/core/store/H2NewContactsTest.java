package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2NewContactsTest extends NewContactsContract {
    H2NewContactsTest() {
        super(TestDatabase.H2);
    }
}
