package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresNewContactsTest extends NewContactsContract {
    PostgresNewContactsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
