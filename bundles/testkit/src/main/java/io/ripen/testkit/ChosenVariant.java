package io.ripen.testkit;

import io.ripen.step.Step;
import io.ripen.step.StepNames;
import java.util.Map;

/** A split that gives the variant that the story chose; else as it ships. */
final class ChosenVariant implements Step {
    private final Step split;
    private final Map<String, String> chosen;

    /** @param chosen variants by the names of their splits; read whenever a lead comes to the split */
    ChosenVariant(Step split, Map<String, String> chosen) {
        this.split = split;
        this.chosen = chosen;
    }

    @Override
    public Action prepare(String path, Map<String, String> options) {
        Action usual = split.prepare(path, options);
        return (lead, effects) -> {
            String variant = chosen.get(path);
            if (variant == null || !options.containsKey(variant)) {
                usual.run(lead, effects);
            } else {
                effects.variant(path, variant);
                effects.note("Split " + path + ": variant " + variant + ", chosen by the story.");
            }
        };
    }

    @Override
    public StepNames names(String path, Map<String, String> options) {
        return split.names(path, options);
    }
}
