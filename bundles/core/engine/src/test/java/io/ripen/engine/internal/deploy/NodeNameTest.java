package io.ripen.engine.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeNameTest {
    @Test
    void nodesOfOneHostAreToldApartByTheirPorts() {
        String host = NodeName.of("", null);
        assertThat(host).isNotBlank();
        assertThat(NodeName.of(" ", "8181")).isEqualTo(host);
        assertThat(NodeName.of("", "8182")).isEqualTo(host + ":8182");
        assertThat(NodeName.of(" blue ", "8182")).isEqualTo("blue");
    }
}
