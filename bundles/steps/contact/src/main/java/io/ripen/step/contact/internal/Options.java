package io.ripen.step.contact.internal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the options of a step, and says what is wrong with them so that the author can mend it. */
final class Options {
    private Options() {}

    /** Refuses options that the step does not know. */
    static void onlyKnown(String step, Collection<String> written, Set<String> known) {
        for (String name : written) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("'" + step + "' has no option '" + name + "': use "
                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    /** The value of the one option that the step takes; may be empty. */
    static String only(String step, String option, Map<String, String> options) {
        onlyKnown(step, options.keySet(), Set.of(option));
        String value = options.get(option);
        if (value == null) {
            throw new IllegalArgumentException("'" + step + "' says nothing: write " + step + "?" + option + "=….");
        }
        return value;
    }

    /** Values separated by commas, none of them empty. */
    static Set<String> list(String step, String option, String written) {
        Set<String> values = new LinkedHashSet<>();
        for (String each : written.split(",", -1)) {
            if (each.isBlank()) {
                throw new IllegalArgumentException("Option '" + option + "' of '" + step + "' has an empty value in '"
                        + written + "': name one or several, separated by commas, or leave the option out.");
            }
            values.add(each.strip());
        }
        return values;
    }
}
