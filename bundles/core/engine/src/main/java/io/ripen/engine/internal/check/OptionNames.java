package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import java.util.Set;
import java.util.TreeSet;

/** The names of options that a step or a trigger has; one that ends in {@code .*} stands for all that begin so. */
final class OptionNames {
    private OptionNames() {}

    static boolean has(Set<String> known, String name) {
        if (known.contains(name) && !name.endsWith(".*")) {
            return true;
        }
        for (String each : known) {
            if (each.endsWith(".*")
                    && name.length() > each.length() - 1
                    && name.startsWith(each.substring(0, each.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Tells of each option of a step that is not known. */
    static void check(StepUri uri, Set<String> known, Place place, Findings findings) {
        for (String name : uri.options().keySet()) {
            if (!known.contains(name)) {
                findings.add(
                        place,
                        "The option " + Findings.quote(name) + " of " + uri.scheme() + ": is not known.",
                        NearestName.didYouMean(name, known)
                                + (known.isEmpty()
                                        ? "It has no options: remove it."
                                        : "Known: " + String.join(", ", new TreeSet<>(known)) + "."));
            }
        }
    }
}
