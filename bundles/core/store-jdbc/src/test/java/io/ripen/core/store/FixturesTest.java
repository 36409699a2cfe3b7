package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import org.junit.jupiter.api.Test;

class FixturesTest {
    /** The fixtures cannot ask the store, which is built after them. */
    @Test
    void h2_runs_in_tests_with_the_options_of_the_store() {
        assertThat(TestDatabase.H2.url()).contains(Stores.H2_OPTIONS);
        assertThat(TestDatabase.H2.url(Stores::migrate)).endsWith(Stores.H2_OPTIONS);
    }
}
