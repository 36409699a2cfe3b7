package io.ripen.engine.internal.intake;

import io.ripen.health.HealthCheck;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of rules for events that failed within the last hour. */
@Component
public final class RulesHealth implements HealthCheck {
    private final EventIntake intake;

    @Activate
    public RulesHealth(@Reference EventIntake intake) {
        this.intake = intake;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public Result check() {
        List<String> failed = intake.failedLately();
        return failed.isEmpty()
                ? new Result(Status.OK, "What Ripen does with events works.")
                : new Result(
                        Status.WARN,
                        String.join(" ", failed)
                                + " The events count, and what these rules do with them was left out; the leads' timelines"
                                + " say where. The log has the cause; report it.");
    }
}
