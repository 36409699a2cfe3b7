package io.ripen.conversation.internal.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a text shows of how it is worded: its words, two and three of them in a row, two with one between, and pieces of three
 * to five letters, by which a slip of the pen or an ending that was never met still looks like what was.
 */
final class PhraseFeatures {
    private static final int SHORTEST_PIECE = 3;
    private static final int LONGEST_PIECE = 5;
    private static final String BEGIN = "^";
    private static final String END = "$";

    private PhraseFeatures() {}

    static Set<String> of(List<String> words) {
        Set<String> features = new LinkedHashSet<>();
        int count = words.size();
        for (int i = -1; i < count; i++) {
            String word = at(words, i);
            String next = at(words, i + 1);
            if (i >= 0) {
                features.add(word);
            }
            features.add(word + ' ' + next);
            if (i + 1 < count) {
                String afterNext = at(words, i + 2);
                features.add(word + ' ' + next + ' ' + afterNext);
                features.add(word + " _ " + afterNext);
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
}
