package io.ripen.step.split.internal;

import io.ripen.step.Step;
import io.ripen.step.StepNames;
import io.ripen.step.StepType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;

/**
 * An A/B test: {@code split:subject?a=50&b=50} gives the lead one of the variants and keeps it as a variable of the split's
 * name, so that a {@code choice} may ask {@code ${variable.subject} == 'a'}. Weights are whole numbers in any proportion:
 * {@code a=9&b=1} sends one lead in ten by b.
 *
 * <p>A lead keeps its variant: in the same run for ever, also when the weights are changed; in other runs as long as the
 * weights stay.
 */
@Component
@StepType("split")
public final class SplitStep implements Step {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,49}");
    private static final int MAX_WEIGHT = 1_000_000;
    private static final int MAX_VARIANTS = 26;

    @Override
    public Action prepare(String path, Map<String, String> options) {
        if (!NAME.matcher(path).matches()) {
            throw new IllegalArgumentException("'split:" + path
                    + "' has no name that can be asked for: write split:NAME?a=50&b=50 with 1 to 50 letters, digits,"
                    + " '-' and '_', beginning with a letter.");
        }
        Map<String, Integer> weights = new LinkedHashMap<>();
        options.forEach((variant, weight) -> weights.put(variant(path, variant), weight(path, variant, weight)));
        if (weights.size() < 2 || weights.size() > MAX_VARIANTS) {
            throw new IllegalArgumentException("'split:" + path + "' has " + weights.size() + " variants: write 2 to "
                    + MAX_VARIANTS + ", such as split:" + path + "?a=50&b=50.");
        }
        Variants variants = new Variants(path, weights);
        return (lead, effects) -> {
            Object before = lead.getEnrollment().variables().get(path);
            if (before != null && variants.has(before)) {
                return;
            }
            String variant = variants.of(lead.getEnrollment().contact());
            effects.variant(path, variant);
            effects.note("The lead gets variant '" + variant + "' of the split '" + path + "'.");
        };
    }

    @Override
    public StepNames names(String path, Map<String, String> options) {
        return StepNames.variable(path, options.keySet());
    }

    private static String variant(String split, String written) {
        if (!NAME.matcher(written).matches()) {
            throw new IllegalArgumentException("The variant '" + written + "' of 'split:" + split
                    + "' has no good name: use 1 to 50 letters, digits, '-' and '_', beginning with a letter.");
        }
        return written;
    }

    private static int weight(String split, String variant, String written) {
        String text = written.strip();
        int weight = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("The weight of variant '" + variant + "' of 'split:" + split + "' is '"
                    + written + "': write a whole number from 1 to " + MAX_WEIGHT + ", such as " + variant + "=50.");
        }
        return weight;
    }
}
