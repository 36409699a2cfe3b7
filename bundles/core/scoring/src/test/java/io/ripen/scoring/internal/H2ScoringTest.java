package io.ripen.scoring.internal;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;

class H2ScoringTest extends ScoringContract {
    @Override
    Stores open(StoreOptions options) {
        return Stores.inMemory(options);
    }
}
