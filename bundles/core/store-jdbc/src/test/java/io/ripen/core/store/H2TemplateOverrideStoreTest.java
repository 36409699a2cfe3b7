package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2TemplateOverrideStoreTest extends TemplateOverrideStoreContract {
    H2TemplateOverrideStoreTest() {
        super(TestDatabase.H2);
    }
}
