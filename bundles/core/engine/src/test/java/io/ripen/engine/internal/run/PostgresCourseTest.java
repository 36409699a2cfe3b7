package io.ripen.engine.internal.run;

import io.ripen.core.fixtures.TestDatabase;

class PostgresCourseTest extends CourseContract {
    PostgresCourseTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
