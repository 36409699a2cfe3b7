package io.ripen.core.store;

class H2TemplateOverrideStoreTest extends TemplateOverrideStoreContract {
    H2TemplateOverrideStoreTest() {
        super(TestDatabase.H2);
    }
}
