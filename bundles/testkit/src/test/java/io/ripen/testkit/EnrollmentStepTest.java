package io.ripen.testkit;

import io.ripen.step.Step;
import io.ripen.step.StepType;
import java.util.List;
import java.util.Map;

class EnrollmentStepTest extends StepContract {
    @Override
    protected Step step() {
        return ShippedKinds.one(Step.class, StepType.PROPERTY, "enrollment", Map.of());
    }

    @Override
    protected Use rightUse() {
        return new Use("stop", Map.of("sequence", "new-lead-14-day,b2b-90-day"));
    }

    @Override
    protected List<Use> wrongUses() {
        return List.of(
                new Use("start", Map.of()),
                new Use("stop", Map.of("sequence", "No Such Name")),
                new Use("stop", Map.of("sequence", "")),
                new Use("stop", Map.of("reason", " ")));
    }
}
