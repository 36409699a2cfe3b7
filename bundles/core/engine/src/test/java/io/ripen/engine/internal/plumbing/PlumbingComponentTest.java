package io.ripen.engine.internal.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How Camel says which components a bundle brought; that their routes go with it ComponentIT sees to. */
class PlumbingComponentTest {
    @Test
    void aBundleMayBringSeveralSchemes() {
        assertThat(PlumbingComponent.schemes("ripen-twilio")).containsExactly("ripen-twilio");
        assertThat(PlumbingComponent.schemes(new String[] {"http", "https"})).containsExactly("http", "https");
        assertThat(PlumbingComponent.schemes(null)).isEmpty();
    }
}
