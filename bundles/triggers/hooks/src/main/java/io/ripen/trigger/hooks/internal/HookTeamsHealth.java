package io.ripen.trigger.hooks.internal;

import io.ripen.health.HealthCheck;
import io.ripen.team.Teams;
import io.ripen.text.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Whether each hook is of a team that there is; otherwise one would learn it from the first lead that is lost by it. Thread-safe. */
@Component
public final class HookTeamsHealth implements HealthCheck {
    private final Teams teams;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Hook> hooks;

    @Activate
    public HookTeamsHealth(@Reference Teams teams) {
        this(teams, List.of());
    }

    HookTeamsHealth(Teams teams, List<Hook> hooks) {
        this.teams = teams;
        this.hooks = hooks;
    }

    @Override
    public String name() {
        return "hooks";
    }

    @Override
    public Result check() {
        List<String> wrong = new ArrayList<>();
        List<String> known = teams.all().stream().map(team -> team.id().value()).toList();
        hooks.stream()
                .filter(each -> !known.contains(each.team().value()))
                .sorted(Comparator.comparing(Hook::name))
                .forEach(each -> wrong.add(sentence(each, known)));
        return wrong.isEmpty()
                ? new Result(Status.OK, "Each hook is of a team that there is.")
                : new Result(Status.WARN, String.join(" ", wrong));
    }

    private static String sentence(Hook each, List<String> known) {
        return "The hook '" + each.name() + "' is of the team '" + each.team().value() + "', which there is not. "
                + NearestName.didYouMean(each.team().value(), known)
                + "Correct team in etc/" + HookConfig.PID
                + "-*.cfg, or make that team. Until then nobody is found by it.";
    }
}
