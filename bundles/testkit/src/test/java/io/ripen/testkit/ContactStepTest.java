package io.ripen.testkit;

import io.ripen.step.Step;
import io.ripen.step.StepType;
import java.util.List;
import java.util.Map;

class ContactStepTest extends StepContract {
    @Override
    protected Step step() {
        return ShippedKinds.one(Step.class, StepType.PROPERTY, "contact", Map.of());
    }

    @Override
    protected Use rightUse() {
        return new Use("tag", Map.of("add", "Nurture Complete,Warm", "remove", "New Lead"));
    }

    @Override
    protected List<Use> wrongUses() {
        return List.of(
                new Use("tag", Map.of()),
                new Use("tag", Map.of("add", "")),
                new Use("tag", Map.of("add", "A", "remove", "a")),
                new Use("tags", Map.of("add", "A")),
                new Use("set", Map.of()),
                new Use("set", Map.of("score", "many")),
                new Use("set", Map.of("score", "1", "addScore", "1")),
                new Use("set", Map.of("field.", "x")));
    }
}
