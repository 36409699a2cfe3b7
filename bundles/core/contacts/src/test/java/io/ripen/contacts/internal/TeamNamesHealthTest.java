package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.health.HealthCheck;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody's texts begin with "Default:" unseen. */
class TeamNamesHealthTest {

    @Test
    void warnsUntilTheFirstTeamHasANameOfItsOwn() {
        try (Stores stores = Stores.inMemory(StoreOptions.PLAIN)) {
            TeamDirectory teams = new TeamDirectory(stores);
            TeamNamesHealth health = new TeamNamesHealth(teams);

            assertThat(health.check().status()).isEqualTo(HealthCheck.Status.WARN);
            assertThat(health.check().message()).contains("write to nobody", "PUT /api/v1/teams/default");

            Team team = teams.find(TeamId.DEFAULT).orElseThrow();
            teams.save(
                    Actor.part("the test"),
                    new Team(team.id(), "Harbor Homes", team.zone(), team.region(), team.settings()));
            assertThat(health.check().status()).isEqualTo(HealthCheck.Status.OK);

            teams.save(
                    Actor.part("the test"),
                    new Team(team.id(), "Default", team.zone(), team.region(), Map.of("businessName", "Harbor Homes")));
            assertThat(health.check().status()).isEqualTo(HealthCheck.Status.OK);
        }
    }
}
