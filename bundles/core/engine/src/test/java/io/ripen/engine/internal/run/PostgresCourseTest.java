package io.ripen.engine.internal.run;

import io.ripen.core.store.TestDatabase;

class PostgresCourseTest extends CourseContract {
    PostgresCourseTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
