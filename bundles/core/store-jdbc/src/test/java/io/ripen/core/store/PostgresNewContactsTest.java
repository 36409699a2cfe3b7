package io.ripen.core.store;

class PostgresNewContactsTest extends NewContactsContract {
    PostgresNewContactsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
