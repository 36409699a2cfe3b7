package io.ripen.testkit;

import io.ripen.core.store.Stores;
import java.util.UUID;

class H2StopRaceTest extends StopRaceContract {
    private final String url = "jdbc:h2:mem:stop-" + UUID.randomUUID() + Stores.H2_OPTIONS;

    H2StopRaceTest() {
        super(200);
    }

    @Override
    LiveNode open(TesterSetup setup) {
        return LiveNode.open(url, "sa", "", 1, setup);
    }
}
