package io.ripen.conversation.internal;

import io.ripen.core.fixtures.TestDatabase;

class PostgresLeadWroteTest extends LeadWroteContract {
    PostgresLeadWroteTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
