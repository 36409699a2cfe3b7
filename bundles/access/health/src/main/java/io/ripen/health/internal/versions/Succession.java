package io.ripen.health.internal.versions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of several versions of one bundle serves: the newest that runs. The others are stopped, and the newest of them is started
 * again when the newer one is gone, or does not start.
 */
record Succession(List<Installed> stop, List<Installed> start, List<String> told, boolean broken) {

    /** @param settled whether nothing is being installed or updated just now, so that what does not run has failed */
    static Succession of(List<Installed> bundles, boolean settled) {
        Map<String, List<Installed>> byName = new LinkedHashMap<>();
        bundles.stream()
                .sorted(Comparator.comparing(Installed::name)
                        .thenComparing(Installed::version, Comparator.reverseOrder())
                        .thenComparing(Installed::id))
                .forEach(each -> byName.computeIfAbsent(each.name(), name -> new ArrayList<>())
                        .add(each));
        Succession succession = new Succession(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false);
        boolean broken = false;
        for (List<Installed> versions : byName.values()) {
            broken |= succession.add(versions, settled);
        }
        return new Succession(succession.stop(), succession.start(), succession.told(), broken);
    }

    /** The newest first. Answers whether the newest is to run and does not. */
    private boolean add(List<Installed> versions, boolean settled) {
        Installed newest = versions.get(0);
        if (newest.active()) {
            for (Installed older : versions.subList(1, versions.size())) {
                if (older.active()) {
                    stop.add(older);
                }
                told.add(newest.name() + " " + newest.version() + " serves; " + older.version() + " is superseded.");
            }
            return false;
        }
        if (newest.superseded()) {
            // What superseded it is gone.
            start.add(newest);
            return false;
        }
        // One that a person stopped stays stopped, and with it those before it.
        if (versions.size() == 1 || !newest.wanted() || !settled) {
            return false;
        }
        Installed older = versions.get(1);
        if (older.superseded() && !older.active()) {
            start.add(older);
        }
        told.add(newest.name() + " " + newest.version() + " does not start, so " + older.version()
                + " serves. The log says why; take the newer one out of deploy/, or mend it.");
        return true;
    }
}
