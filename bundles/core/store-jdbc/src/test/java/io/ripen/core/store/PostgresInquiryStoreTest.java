package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;

class PostgresInquiryStoreTest extends InquiryStoreContract {
    PostgresInquiryStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
