package io.ripen.conversation.internal.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a text shows of how it is worded: its words, two and three of them in a row, the same with their endings cut off, two
 * that are near each other, and pieces of three to seven letters, by which a slip of the pen or an ending that was never met
 * still looks like what was.
 */
final class PhraseFeatures {
    private static final int SHORTEST_PIECE = 3;
    private static final int LONGEST_PIECE = 7;
    /** "Take my number off this list": what belongs together may be so many words apart. */
    private static final int NEAR = 5;
    /** Letters of a word without its ending, roughly, in any of our languages. */
    private static final int STEM = 4;

    private static final String BEGIN = "^";
    private static final String END = "$";

    private PhraseFeatures() {}

    static Set<String> of(List<String> words) {
        Set<String> features = new LinkedHashSet<>();
        int count = words.size();
        for (int i = -1; i < count; i++) {
            String word = at(words, i);
            if (i >= 0) {
                features.add(word);
            }
            String pair = word + ' ' + at(words, i + 1);
            String stems = '<' + stem(word) + ' ' + stem(at(words, i + 1));
            features.add(pair);
            features.add(stems);
            if (i + 1 < count) {
                features.add(pair + ' ' + at(words, i + 2));
                features.add(stems + ' ' + stem(at(words, i + 2)));
            }
            for (int near = i + 2; near <= Math.min(count, i + NEAR); near++) {
                features.add(word + " ~ " + at(words, near));
            }
        }
        String letters = ' ' + String.join(" ", words) + ' ';
        for (int length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
            for (int from = 0; from + length <= letters.length(); from++) {
                features.add('#' + letters.substring(from, from + length));
            }
        }
        return features;
    }

    private static String at(List<String> words, int index) {
        return index < 0 ? BEGIN : index >= words.size() ? END : words.get(index);
    }

    private static String stem(String word) {
        return word.length() > STEM ? word.substring(0, STEM) : word;
    }
}
