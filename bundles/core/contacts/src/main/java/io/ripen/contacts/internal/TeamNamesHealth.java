package io.ripen.contacts.internal;

import io.ripen.health.HealthCheck;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the first team has a name of its own: texts begin with it, and no lead knows a business called "Default". Thread-safe. */
@Component
public final class TeamNamesHealth implements HealthCheck {
    private final Teams teams;

    @Activate
    public TeamNamesHealth(@Reference Teams teams) {
        this.teams = teams;
    }

    @Override
    public String name() {
        return "team-names";
    }

    @Override
    public Result check() {
        boolean named = teams.find(TeamId.DEFAULT).map(Team::hasBusinessName).orElse(true);
        return !named
                ? new Result(
                        Status.WARN,
                        "The team 'default' is still called \"" + Team.UNNAMED
                                + "\", so its sequences write to nobody. Give it your business's name:"
                                + " PUT /api/v1/teams/default {\"name\":\"…\"}")
                : new Result(Status.OK, "Every team has a name of its own.");
    }
}
