package io.ripen.testkit;

import io.ripen.core.store.Stores;
import java.util.UUID;

class H2ErasureTest extends ErasureContract {
    private final String url = "jdbc:h2:mem:erasure-" + UUID.randomUUID() + Stores.H2_OPTIONS;

    @Override
    String url() {
        return url;
    }

    @Override
    String user() {
        return "sa";
    }
}
