package io.ripen.testkit;

import io.ripen.core.store.Stores;
import java.util.UUID;

class H2BrokenListenersTest extends BrokenListenersContract {
    private final String url = "jdbc:h2:mem:broken-" + UUID.randomUUID() + Stores.H2_OPTIONS;

    H2BrokenListenersTest() {
        super(100);
    }

    @Override
    LiveNode open(TesterSetup setup) {
        return LiveNode.open(url, "sa", "", 1, setup);
    }
}
