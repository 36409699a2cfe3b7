package io.ripen.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.health.HealthCheck;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTeamsHealthTest {
    private final Teams teams = (Teams) Proxy.newProxyInstance(
            Teams.class.getClassLoader(),
            new Class<?>[] {Teams.class},
            (self, method, arguments) ->
                    List.of(new Team(new TeamId("default"), "Acme", ZoneOffset.UTC, "", Map.of())));

    @Test
    void aFormOfATeamThatThereIsNotIsToldBeforeAnybodyFillsItIn() {
        ConfiguredForm right = Web.form(Map.of("name", "demo"));
        assertThat(new FormTeamsHealth(teams, List.of(right)).check().status()).isEqualTo(HealthCheck.Status.OK);

        HealthCheck.Result told = new FormTeamsHealth(
                        teams, List.of(right, Web.form(Map.of("name", "guide", "team", "defualt"))))
                .check();
        assertThat(told.status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(told.message())
                .startsWith("The form 'guide' is of the team 'defualt', which there is not. Did you mean 'default'?");
    }
}
