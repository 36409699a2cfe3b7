package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class PostgresNoticesTest extends NoticesContract {
    PostgresNoticesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
