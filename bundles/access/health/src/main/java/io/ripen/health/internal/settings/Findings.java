package io.ripen.health.internal.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What two looks in a row found stands, until a look does not find it. Thread-safe. */
final class Findings {
    private Set<String> before = Set.of();
    private Set<String> standing = Set.of();

    /** Takes what a look found; answers what stands from now on and did not before. */
    synchronized List<String> seen(Set<String> found) {
        Set<String> now = new LinkedHashSet<>(found);
        now.retainAll(before);
        List<String> fresh = new ArrayList<>(now);
        fresh.removeAll(standing);
        before = new LinkedHashSet<>(found);
        standing = now;
        return fresh;
    }

    synchronized List<String> standing() {
        return List.copyOf(standing);
    }
}
