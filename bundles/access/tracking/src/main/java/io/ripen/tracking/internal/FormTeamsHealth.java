package io.ripen.tracking.internal;

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

/** Whether each form is of a team that there is; otherwise one would learn it from the first lead that is lost by it. Thread-safe. */
@Component
public final class FormTeamsHealth implements HealthCheck {
    private final Teams teams;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<ConfiguredForm> forms;

    @Activate
    public FormTeamsHealth(@Reference Teams teams) {
        this(teams, List.of());
    }

    FormTeamsHealth(Teams teams, List<ConfiguredForm> forms) {
        this.teams = teams;
        this.forms = forms;
    }

    @Override
    public String name() {
        return "forms";
    }

    @Override
    public Result check() {
        List<String> wrong = new ArrayList<>();
        List<String> known = teams.all().stream().map(team -> team.id().value()).toList();
        forms.stream()
                .filter(each -> !known.contains(each.team().value()))
                .sorted(Comparator.comparing(ConfiguredForm::name))
                .forEach(each -> wrong.add(sentence(each, known)));
        return wrong.isEmpty()
                ? new Result(Status.OK, "Each form is of a team that there is.")
                : new Result(Status.WARN, String.join(" ", wrong));
    }

    private static String sentence(ConfiguredForm each, List<String> known) {
        return "The form '" + each.name() + "' is of the team '" + each.team().value() + "', which there is not. "
                + NearestName.didYouMean(each.team().value(), known)
                + "Correct team in etc/" + FormConfig.PID
                + "-*.cfg, or make that team. Until then nobody is found or made by it.";
    }
}
