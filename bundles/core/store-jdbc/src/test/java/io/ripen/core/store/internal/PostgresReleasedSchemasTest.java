package io.ripen.core.store.internal;

import io.ripen.core.fixtures.TestDatabase;

class PostgresReleasedSchemasTest extends ReleasedSchemasContract {
    PostgresReleasedSchemasTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
