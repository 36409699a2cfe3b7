package io.ripen.policy.quiet.internal;

import io.ripen.health.HealthCheck;
import io.ripen.policy.quiet.internal.limit.Limits;
import io.ripen.team.Team;
import io.ripen.team.Teams;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells settings of the hours that cannot be read, and which legal limits are in use. */
@Component(service = HealthCheck.class)
public final class QuietHoursHealth implements HealthCheck {
    private final SendingHours hours;
    private final Teams teams;

    @Activate
    public QuietHoursHealth(@Reference SendingHours hours, @Reference Teams teams) {
        this.hours = hours;
        this.teams = teams;
    }

    @Override
    public String name() {
        return "quiet-hours";
    }

    @Override
    public Result check() {
        List<String> problems = new ArrayList<>(hours.problems());
        for (Team team : teams.all()) {
            String problem = hours.problem(team);
            if (problem != null) {
                problems.add("Team '" + team.id() + "': " + problem
                        + " The hours configured for all teams count until it is mended.");
            }
        }
        Limits limits = hours.limits();
        return problems.isEmpty()
                ? new Result(
                        Status.OK, limits.rules().size() + " rules on legal hours, version " + limits.version() + ".")
                : new Result(Status.WARN, String.join(" ", problems));
    }
}
