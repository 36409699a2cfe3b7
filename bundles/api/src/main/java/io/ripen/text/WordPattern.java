package io.ripen.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What a lead's text is compared with: one or several alternatives separated by commas, in which {@code *} stands for any
 * words, or none: {@code YES,*demo*}. Words count as {@link WrittenText} has it, so {@code *yes*} matches "oh yes!" and
 * not "yesterday"; punctuation and emoji at the ends do not count, so {@code YES} matches "Yes! 👍".
 *
 * <p>No regular expression: its cost grows with the length of the text times that of the pattern at most, so neither an
 * author nor a lead can keep the intake busy. Immutable.
 */
public final class WordPattern {
    private static final char ANY = '*';

    private final List<String> alternatives;

    private WordPattern(List<String> alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * @param option the name of the option that it is the value of, for the error
     * @throws IllegalArgumentException when an alternative is empty, with the cure
     */
    public static WordPattern of(String option, String written) {
        List<String> alternatives = new ArrayList<>();
        for (String each : written.split(",", -1)) {
            String normal = WrittenText.bare(WrittenText.normal(each));
            if (normal.isEmpty()) {
                throw new IllegalArgumentException("Option '" + option + "' has an empty pattern in '" + written
                        + "': write words such as 'YES,ABC', with * for any text, or leave the option out.");
            }
            alternatives.add(normal);
        }
        return new WordPattern(List.copyOf(alternatives));
    }

    /** Whether an alternative is the whole text. */
    public boolean matches(String text) {
        WrittenText written = WrittenText.of(WrittenText.bare(WrittenText.normal(text)));
        return alternatives.stream().anyMatch(pattern -> matches(pattern, written));
    }

    /** Whether an alternative without {@code *} is this very text. */
    public boolean names(String text) {
        return alternatives.contains(WrittenText.bare(WrittenText.normal(text)));
    }

    private static boolean matches(String pattern, WrittenText text) {
        if (pattern.indexOf(ANY) < 0) {
            return pattern.equals(text.normal());
        }
        int at = 0;
        int from = 0;
        for (int star = pattern.indexOf(ANY); star >= 0; star = pattern.indexOf(ANY, from)) {
            String words = pattern.substring(from, star).strip();
            if (!words.isEmpty()) {
                int found = text.find(words, at);
                if (found < 0 || (from == 0 && found > 0)) {
                    return false;
                }
                at = found + words.length();
            }
            from = star + 1;
        }
        String last = pattern.substring(from).strip();
        int begin = text.normal().length() - last.length();
        return last.isEmpty()
                || (begin >= at && text.normal().endsWith(last) && text.isWhole(begin, begin + last.length()));
    }
}
