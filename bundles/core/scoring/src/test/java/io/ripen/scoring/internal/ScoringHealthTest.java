package io.ripen.scoring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.health.HealthCheck;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ScoringHealthTest {
    private static HealthCheck.Result of(String... points) {
        return new ScoringHealth((ScoringConfig) Proxy.newProxyInstance(
                        ScoringConfig.class.getClassLoader(),
                        new Class<?>[] {ScoringConfig.class},
                        (self, method, arguments) ->
                                method.getName().equals("points") ? points : method.getDefaultValue()))
                .check();
    }

    @Test
    void pointsForAMisspeltEventAreTold() {
        HealthCheck.Result told = of("form.submited: 10, reply: 5", "page.veiwed /pricing: 3");
        assertThat(told.status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(told.message())
                .contains("'form.submited'", "Did you mean 'form.submitted'?", "'page.veiwed'", "'page.viewed'")
                .doesNotContain("'reply'");
    }

    @Test
    void whatShipsAndEventsOfSomebodysOwnAreNot() {
        assertThat(of(ScoringConfig.POINTS).status()).isEqualTo(HealthCheck.Status.OK);
        assertThat(of("webinar.attended: 20", "cart.abandoned: 5, email.opened: 1")
                        .status())
                .isEqualTo(HealthCheck.Status.OK);
        assertThat(of("no points").status()).isEqualTo(HealthCheck.Status.OK);
    }
}
