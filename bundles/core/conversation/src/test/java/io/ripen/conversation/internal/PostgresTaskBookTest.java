package io.ripen.conversation.internal;

class PostgresTaskBookTest extends TaskBookContract {
    PostgresTaskBookTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
