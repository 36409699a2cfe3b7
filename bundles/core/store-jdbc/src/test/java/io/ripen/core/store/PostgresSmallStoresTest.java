package io.ripen.core.store;

class PostgresSmallStoresTest extends SmallStoresContract {
    PostgresSmallStoresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
