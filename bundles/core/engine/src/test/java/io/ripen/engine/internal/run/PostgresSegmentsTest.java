package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresSegmentsTest extends SegmentsContract {
    PostgresSegmentsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
