package io.ripen.core.store;

class PostgresContactScoresTest extends ContactScoresContract {
    PostgresContactScoresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
