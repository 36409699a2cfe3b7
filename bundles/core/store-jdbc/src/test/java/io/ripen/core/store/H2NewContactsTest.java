package io.ripen.core.store;

class H2NewContactsTest extends NewContactsContract {
    H2NewContactsTest() {
        super(TestDatabase.H2);
    }
}
