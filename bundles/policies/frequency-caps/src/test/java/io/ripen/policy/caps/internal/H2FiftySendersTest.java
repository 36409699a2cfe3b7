package io.ripen.policy.caps.internal;

import io.ripen.core.store.Stores;

class H2FiftySendersTest extends FiftySendersContract {
    @Override
    String url() {
        return "jdbc:h2:mem:fifty" + System.identityHashCode(this) + Stores.H2_OPTIONS + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    String user() {
        return "sa";
    }
}
