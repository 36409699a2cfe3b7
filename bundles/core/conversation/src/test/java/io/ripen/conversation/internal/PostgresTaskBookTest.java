package io.ripen.conversation.internal;

import io.ripen.core.store.TestDatabase;

class PostgresTaskBookTest extends TaskBookContract {
    PostgresTaskBookTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
