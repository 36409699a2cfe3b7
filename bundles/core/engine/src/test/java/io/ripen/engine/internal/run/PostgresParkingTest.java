package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresParkingTest extends ParkingContract {
    PostgresParkingTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
