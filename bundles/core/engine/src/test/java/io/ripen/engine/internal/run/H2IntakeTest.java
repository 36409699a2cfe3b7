package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2IntakeTest extends IntakeContract {
    H2IntakeTest() {
        super(TestDatabase.H2);
    }
}
