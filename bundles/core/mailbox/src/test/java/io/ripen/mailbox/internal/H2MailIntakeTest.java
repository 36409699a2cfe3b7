package io.ripen.mailbox.internal;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;

class H2MailIntakeTest extends MailIntakeContract {
    @Override
    Stores open(StoreOptions options) {
        return Stores.inMemory(options);
    }
}
