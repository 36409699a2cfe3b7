package io.ripen.conversation.internal;

class PostgresLeadWroteTest extends LeadWroteContract {
    PostgresLeadWroteTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
