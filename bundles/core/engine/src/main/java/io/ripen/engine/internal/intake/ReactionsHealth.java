package io.ripen.engine.internal.intake;

import io.ripen.health.HealthCheck;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of reactions to events that failed within the last hour. */
@Component
public final class ReactionsHealth implements HealthCheck {
    private final EventIntake intake;

    @Activate
    public ReactionsHealth(@Reference EventIntake intake) {
        this.intake = intake;
    }

    @Override
    public String name() {
        return "reactions";
    }

    @Override
    public Result check() {
        List<String> failed = intake.failedLately();
        return failed.isEmpty()
                ? new Result(Status.OK, "What bundles do with events works.")
                : new Result(
                        Status.WARN,
                        String.join(" ", failed)
                                + " The events count, and what these bundles do with them was left out; the leads' timelines"
                                + " say where. Mend or remove the bundle; the log has the cause.");
    }
}
