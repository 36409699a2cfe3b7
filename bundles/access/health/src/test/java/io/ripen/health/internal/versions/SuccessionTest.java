package io.ripen.health.internal.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class SuccessionTest {
    private static Installed bundle(long id, String version, boolean active, boolean wanted, boolean superseded) {
        return new Installed(id, "io.ripen.engine", Version.parseVersion(version), active, wanted, superseded);
    }

    @Test
    void the_newer_serves_and_the_older_is_stopped_whichever_was_installed_first() {
        Installed older = bundle(1, "0.1.0", true, true, false);
        Installed newer = bundle(2, "0.1.1", true, true, false);
        for (List<Installed> both : List.of(List.of(older, newer), List.of(newer, older))) {
            Succession found = Succession.of(both, true);
            assertThat(found.stop()).containsExactly(older);
            assertThat(found.start()).isEmpty();
            assertThat(found.told()).containsExactly("io.ripen.engine 0.1.1 serves; 0.1.0 is superseded.");
            assertThat(found.broken()).isFalse();
        }
    }

    @Test
    void the_older_comes_back_when_the_newer_is_gone() {
        Installed older = bundle(1, "0.1.0", false, false, true);
        assertThat(Succession.of(List.of(older), false).start()).containsExactly(older);
    }

    @Test
    void the_older_serves_while_the_newer_does_not_start_but_not_while_it_is_being_updated() {
        Installed older = bundle(1, "0.1.0", false, false, true);
        Installed newer = bundle(2, "0.1.1", false, true, false);

        assertThat(Succession.of(List.of(older, newer), false).start()).isEmpty();
        Succession failed = Succession.of(List.of(older, newer), true);

        assertThat(failed.start()).containsExactly(older);
        assertThat(failed.broken()).isTrue();
        assertThat(failed.told()).singleElement().asString().contains("0.1.1 does not start, so 0.1.0 serves");
    }

    @Test
    void what_a_person_stopped_stays_stopped() {
        Installed older = bundle(1, "0.1.0", false, false, true);
        Installed newer = bundle(2, "0.1.1", false, false, false);
        assertThat(Succession.of(List.of(older, newer), true).start()).isEmpty();
        assertThat(Succession.of(List.of(bundle(1, "0.1.0", false, false, false)), true)
                        .start())
                .isEmpty();
    }

    @Test
    void of_three_the_newest_serves() {
        Installed first = bundle(1, "0.1.0", false, false, true);
        Installed second = bundle(2, "0.1.1", true, true, false);
        Installed third = bundle(3, "0.2.0", true, true, false);
        Succession found = Succession.of(List.of(first, second, third), true);
        assertThat(found.stop()).containsExactly(second);
        assertThat(found.told()).hasSize(2);
    }
}
