package io.ripen.policy.caps.internal;

import io.ripen.core.store.Stores;
import io.ripen.testkit.LiveNode;
import io.ripen.testkit.TesterSetup;
import java.util.UUID;

class H2TwoNodesTest extends TwoNodesContract {
    private final String url = "jdbc:h2:mem:two-nodes-" + UUID.randomUUID() + Stores.H2_OPTIONS;

    @Override
    LiveNode open(TesterSetup setup, double speed) {
        return LiveNode.open(url, "sa", "", speed, setup);
    }
}
