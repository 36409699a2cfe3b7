package io.ripen.conversation.internal;

import io.ripen.core.store.TestDatabase;

class PostgresLeadWroteTest extends LeadWroteContract {
    PostgresLeadWroteTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
