package io.ripen.step;

import java.util.Map;
import java.util.Set;

/**
 * The names that a step brings into a run, so that the check of a sequence can tell a misspelt one in a condition.
 *
 * @param variables which it sets, and for each the values that it may have; an empty set for any value
 * @param paths the ways that it may record, which {@code ${body.path}} tells
 * @param open whether it may set others as well
 */
public record StepNames(Map<String, Set<String>> variables, Set<String> paths, boolean open) {
    /** It sets no variable and records no way. */
    public static final StepNames NONE = new StepNames(Map.of(), Set.of(), false);

    /** Nobody knows what it sets. */
    public static final StepNames UNKNOWN = new StepNames(Map.of(), Set.of(), true);

    public StepNames {
        variables = Map.copyOf(variables);
        paths = Set.copyOf(paths);
    }

    /** @param values that the variable may have; none for any */
    public static StepNames variable(String name, Set<String> values) {
        return new StepNames(Map.of(name, Set.copyOf(values)), Set.of(), false);
    }

    public static StepNames path(String name) {
        return new StepNames(Map.of(), Set.of(name), false);
    }
}
