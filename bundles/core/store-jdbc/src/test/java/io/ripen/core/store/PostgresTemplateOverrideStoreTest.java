package io.ripen.core.store;

class PostgresTemplateOverrideStoreTest extends TemplateOverrideStoreContract {
    PostgresTemplateOverrideStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
