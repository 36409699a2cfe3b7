package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class H2CourseTest extends CourseContract {
    H2CourseTest() {
        super(TestDatabase.H2);
    }
}
