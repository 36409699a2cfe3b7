package io.ripen.health.internal.settings;

import io.ripen.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what is written in configurations with what their bundles read. */
final class SettingNames {
    /** What OSGi, Karaf and the installer of files add to a configuration. */
    private static final List<String> NOT_OURS = List.of(
            "service.", "component.", "felix.fileinstall.", "org.apache.karaf.", "org.apache.felix.", ":configurator:");

    private static final List<String> OF_COMPONENTS = List.of(".target", ".cardinality.minimum");

    private SettingNames() {}

    /**
     * A configuration as it is written.
     *
     * @param pid its PID, or its factory PID
     * @param file the file it came from, as a person looks for it, such as {@code etc/io.ripen.policy.caps.cfg}
     * @param leftOut keys of the shipped file of the same name that it does not have
     */
    record Written(String pid, String file, Set<String> keys, Set<String> leftOut) {}

    /** One sentence or two for each name that nobody reads, in order. */
    static List<String> problems(Collection<Written> written, Map<String, Set<String>> known) {
        List<String> problems = new ArrayList<>();
        for (Written each : written) {
            if (!each.leftOut().isEmpty()) {
                problems.add(
                        "Your " + each.file() + " takes the place of the shipped file as a whole, and lacks of it: "
                                + String.join(", ", new TreeSet<>(each.leftOut()))
                                + ". These have their built-in values now, and the environment variables in them do not count."
                                + " Copy the shipped file and change it there.");
            }
            Set<String> read = known.get(each.pid());
            if (read == null) {
                problems.add("Nothing reads " + each.file() + ". " + cureOfFile(each, known.keySet()));
                continue;
            }
            for (String key : new TreeSet<>(each.keys())) {
                if (!read.contains(key) && !isOfTheContainer(key)) {
                    problems.add("Nothing reads '" + key + "' in " + each.file() + ". " + cureOfKey(key, read));
                }
            }
        }
        problems.sort(null);
        return problems;
    }

    private static boolean isOfTheContainer(String key) {
        return NOT_OURS.stream().anyMatch(key::startsWith)
                || OF_COMPONENTS.stream().anyMatch(key::endsWith);
    }

    private static String cureOfKey(String key, Set<String> read) {
        return NearestName.of(key, read)
                .map(near ->
                        "Did you mean '" + near + "'? What it was to set has its usual value until it is corrected.")
                .orElse("Known there: " + String.join(", ", new TreeSet<>(read)) + ".");
    }

    private static String cureOfFile(Written written, Set<String> pids) {
        @Nullable String near = NearestName.of(written.pid(), pids).orElse(null);
        return near == null
                ? "Its bundle is not installed, or its name is misspelt."
                : "Did you mean " + written.file().replace(written.pid(), near)
                        + "? Else the bundle that reads it is not installed.";
    }
}
