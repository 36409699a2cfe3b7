package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2SegmentsTest extends SegmentsContract {
    H2SegmentsTest() {
        super(TestDatabase.H2);
    }
}
