package io.ripen.core.store;

class PostgresInquiryStoreTest extends InquiryStoreContract {
    PostgresInquiryStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
