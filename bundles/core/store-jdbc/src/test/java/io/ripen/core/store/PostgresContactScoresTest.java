package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresContactScoresTest extends ContactScoresContract {
    PostgresContactScoresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
