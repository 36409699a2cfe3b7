package io.ripen.health.internal.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A component that did not start.
 *
 * @param name class of the component
 * @param bundle symbolic name of its bundle
 * @param file the configuration that it was given, such as {@code etc/io.ripen.policy.caps.cfg}; null for none
 * @param settings what it was given, value by key
 * @param failure the stack trace
 */
record FailedComponent(
        String name, String bundle, @Nullable String file, Map<String, String> settings, String failure) {
    private static final String CAUSE = "Caused by: ";
    private static final List<String> ABOUT_A_VALUE =
            List.of("IllegalArgumentException", "DateTimeException", "DateTimeParseException", "NumberFormatException");

    /** How the JDK tells of a text that is no number: with the text and without the key. */
    private static final Pattern NO_NUMBER = Pattern.compile("For input string: \"(.*)\"(?: .*)?");

    /** What it means, and the cure. */
    String sentence() {
        String reason = reason();
        String end = reason.endsWith(".") ? "" : ".";
        if (file != null && isAboutAValue()) {
            return "A setting in " + file + " could not be read: " + reason + end + " What it configures ("
                    + shortName() + ") does not serve until it is corrected.";
        }
        return "The component " + shortName() + " of the bundle " + bundle + " did not start: " + reason + end
                + " What it does is away. "
                + (file == null
                        ? "See the log; update the bundle, or take it away."
                        : "See the log, and look at its settings in " + file + ".");
    }

    boolean isAboutAValue() {
        String type = type(root());
        return ABOUT_A_VALUE.stream().anyMatch(type::endsWith);
    }

    private String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private String reason() {
        String root = root();
        int colon = root.indexOf(": ");
        String reason = colon < 0 ? root : root.substring(colon + 2);
        Matcher noNumber = NO_NUMBER.matcher(reason);
        if (noNumber.matches()) {
            for (Map.Entry<String, String> each : settings.entrySet()) {
                if (each.getValue().strip().equals(noNumber.group(1).strip())) {
                    return each.getKey() + ": '" + each.getValue() + "' is no number";
                }
            }
        }
        return reason;
    }

    private static String type(String root) {
        int colon = root.indexOf(": ");
        return colon < 0 ? root : root.substring(0, colon);
    }

    /** The exception that began it, which knows what was wrong. */
    private String root() {
        List<String> lines = Arrays.asList(failure.split("\\R"));
        String root = lines.get(0).strip();
        for (String line : lines) {
            if (line.startsWith(CAUSE)) {
                root = line.substring(CAUSE.length()).strip();
            }
        }
        return root;
    }
}
