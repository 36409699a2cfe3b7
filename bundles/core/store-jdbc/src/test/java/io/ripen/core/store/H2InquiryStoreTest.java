package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class H2InquiryStoreTest extends InquiryStoreContract {
    H2InquiryStoreTest() {
        super(TestDatabase.H2);
    }
}
