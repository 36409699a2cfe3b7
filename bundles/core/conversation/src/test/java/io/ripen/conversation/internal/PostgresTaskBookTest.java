package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class PostgresTaskBookTest extends TaskBookContract {
    PostgresTaskBookTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
