package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class PostgresOptingOutTest extends OptingOutContract {
    PostgresOptingOutTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
