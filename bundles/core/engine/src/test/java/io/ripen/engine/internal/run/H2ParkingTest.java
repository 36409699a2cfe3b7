package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2ParkingTest extends ParkingContract {
    H2ParkingTest() {
        super(TestDatabase.H2);
    }
}
