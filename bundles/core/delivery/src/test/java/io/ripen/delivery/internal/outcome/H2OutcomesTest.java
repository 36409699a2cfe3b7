package io.ripen.delivery.internal.outcome;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;

class H2OutcomesTest extends OutcomesContract {
    @Override
    Stores open(StoreOptions options) {
        return Stores.inMemory(options);
    }
}
