package io.ripen.conversation.internal;

import io.ripen.core.store.TestDatabase;

class PostgresOptingOutTest extends OptingOutContract {
    PostgresOptingOutTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
