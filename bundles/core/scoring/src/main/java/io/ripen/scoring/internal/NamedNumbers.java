package io.ripen.scoring.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code NAME: NUMBER} joined by commas, as an etc file has it. */
final class NamedNumbers {
    private static final Pattern ENTRY = Pattern.compile("(.*\\S)\\s*[:=]\\s*([+-]?\\d{1,6})");

    private NamedNumbers() {}

    /** In the order in which they are written. */
    static Map<String, Integer> of(String key, String... lists) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String list : lists) {
            for (String each : list.split(",", -1)) {
                String entry = each.strip();
                if (entry.isEmpty()) {
                    continue;
                }
                Matcher matcher = ENTRY.matcher(entry);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException("'" + key + "' in etc/io.ripen.scoring.cfg has '" + entry
                            + "': write NAME: NUMBER, such as reply: 15. No score changes until it is mended.");
                }
                numbers.put(matcher.group(1).strip(), Integer.parseInt(matcher.group(2)));
            }
        }
        return numbers;
    }
}
