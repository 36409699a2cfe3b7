package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class PostgresParkingTest extends ParkingContract {
    PostgresParkingTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
