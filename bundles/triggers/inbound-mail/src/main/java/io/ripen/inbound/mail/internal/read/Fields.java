package io.ripen.inbound.mail.internal.read;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields of the form {@code Name: value} with folded lines: the headers of a mail or part, and the blocks of a delivery
 * or feedback report, which have the same form. Names are kept in lower case, values unfolded and decoded.
 */
final class Fields {
    static final Fields NONE = new Fields(Map.of());

    private static final int MOST = 2_000;
    private static final int LONGEST = 20_000;
    private static final int LONGEST_NAME = 100;

    private final Map<String, List<String>> values;

    private Fields(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Lines that are no field and continue none are left out. */
    static Fields parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String name = null;
        StringBuilder value = new StringBuilder();
        int count = 0;
        int at = 0;
        while (at < text.length() && count < MOST) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int stop = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            String line = text.substring(at, stop);
            at = end + 1;
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                if (name != null && value.length() < LONGEST) {
                    value.append(' ').append(line.strip());
                }
                continue;
            }
            put(values, name, value);
            name = name(line);
            value.setLength(0);
            if (name != null) {
                value.append(line.substring(line.indexOf(':') + 1).strip());
                count++;
            }
        }
        put(values, name, value);
        return new Fields(values);
    }

    private static @Nullable String name(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0 || colon > LONGEST_NAME) {
            return null;
        }
        String name = line.substring(0, colon).stripTrailing();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
                return null;
            }
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, List<String>> values, @Nullable String name, StringBuilder value) {
        if (name != null) {
            String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value.toString();
            values.computeIfAbsent(name, key -> new ArrayList<>()).add(decoded(text));
        }
    }

    /** Encoded words of RFC 2047 as text; what cannot be decoded stays as it is. */
    static String decoded(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        try {
            return MimeUtility.decodeText(value);
        } catch (UnsupportedEncodingException | RuntimeException e) {
            return value;
        }
    }

    /** The first value, or null. */
    @Nullable String first(String name) {
        List<String> found = values.get(name);
        return found == null ? null : found.get(0);
    }

    /** The first value, or nothing. */
    String text(String name) {
        String found = first(name);
        return found == null ? "" : found;
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Iterable<String> names() {
        return values.keySet();
    }
}
