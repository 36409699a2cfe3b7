package io.ripen.conversation.internal;

class PostgresHandTest extends HandContract {
    PostgresHandTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
