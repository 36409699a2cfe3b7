package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresSmallStoresTest extends SmallStoresContract {
    PostgresSmallStoresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
