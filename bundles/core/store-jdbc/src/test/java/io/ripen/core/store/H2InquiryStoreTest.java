package io.ripen.core.store;

class H2InquiryStoreTest extends InquiryStoreContract {
    H2InquiryStoreTest() {
        super(TestDatabase.H2);
    }
}
