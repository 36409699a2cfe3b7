package io.ripen.step.task.internal;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the texts that an author gives to a step. */
record Texts(String step, Map<String, String> options) {

    /** Refuses options that the step does not know. */
    static Texts of(String step, Map<String, String> options, String... known) {
        Set<String> names = new TreeSet<>(Set.of(known));
        for (String name : options.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + step + "' has no option '" + name + "': use " + String.join(", ", names) + ".");
            }
        }
        return new Texts(step, options);
    }

    String required(String option, int most) {
        String text = optional(option, most);
        if (text == null) {
            throw new IllegalArgumentException(
                    "'" + step + "' needs '" + option + "': write " + step + "?" + option + "=….");
        }
        return text;
    }

    @Nullable String optional(String option, int most) {
        String text = options.get(option);
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > most) {
            throw new IllegalArgumentException("Option '" + option + "' of '" + step + "' has " + stripped.length()
                    + " characters: write 1 to " + most + ".");
        }
        return stripped;
    }
}
