package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresTemplateOverrideStoreTest extends TemplateOverrideStoreContract {
    PostgresTemplateOverrideStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
