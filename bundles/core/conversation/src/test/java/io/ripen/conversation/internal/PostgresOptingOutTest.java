package io.ripen.conversation.internal;

class PostgresOptingOutTest extends OptingOutContract {
    PostgresOptingOutTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
