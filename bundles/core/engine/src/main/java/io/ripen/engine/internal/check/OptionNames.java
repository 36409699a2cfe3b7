package io.ripen.engine.internal.check;

import java.util.Set;

/** The names of options that a trigger has; one that ends in {@code .*} stands for all that begin so. */
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
}
