package io.ripen.core.store.internal;

import io.ripen.core.fixtures.TestDatabase;

class H2ReleasedSchemasTest extends ReleasedSchemasContract {
    H2ReleasedSchemasTest() {
        super(TestDatabase.H2);
    }
}
