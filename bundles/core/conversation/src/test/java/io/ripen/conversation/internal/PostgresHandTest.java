package io.ripen.conversation.internal;

import io.ripen.core.store.TestDatabase;

class PostgresHandTest extends HandContract {
    PostgresHandTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
