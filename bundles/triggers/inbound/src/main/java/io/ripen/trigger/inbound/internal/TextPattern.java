package io.ripen.trigger.inbound.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a lead's text is compared with: one or several alternatives separated by commas, in which {@code *} stands for any
 * text. Case, surrounding space and punctuation at the ends do not count, so {@code YES} matches "Yes!".
 *
 * <p>No regular expression: its cost grows with the length of the text times that of the pattern at most, so neither an
 * author nor a lead can keep the intake busy.
 */
final class TextPattern {
    private final List<String> alternatives;

    private TextPattern(List<String> alternatives) {
        this.alternatives = alternatives;
    }

    /** @throws IllegalArgumentException when an alternative is empty */
    static TextPattern of(String written) {
        List<String> alternatives = new ArrayList<>();
        for (String each : written.split(",", -1)) {
            String normal = normal(each);
            if (normal.isEmpty()) {
                throw new IllegalArgumentException("Option 'text' has an empty pattern in '" + written
                        + "': write words such as 'YES,ABC', with * for any text, or leave the option out.");
            }
            alternatives.add(normal);
        }
        return new TextPattern(List.copyOf(alternatives));
    }

    boolean matches(String text) {
        String normal = normal(text);
        return alternatives.stream().anyMatch(pattern -> matches(pattern, normal));
    }

    /** Whether an alternative without {@code *} is this very text. */
    boolean names(String text) {
        return alternatives.contains(normal(text));
    }

    /** The usual greedy walk with one way back: to the last star. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int star = -1;
        int resume = 0;
        int t = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static String normal(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isEdge(text.charAt(start))) {
            start++;
        }
        while (end > start && isEdge(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isEdge(char c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || ".,;:!?\"'()".indexOf(c) >= 0;
    }
}
