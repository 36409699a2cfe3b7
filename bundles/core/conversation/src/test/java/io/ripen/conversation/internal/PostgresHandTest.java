package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class PostgresHandTest extends HandContract {
    PostgresHandTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
