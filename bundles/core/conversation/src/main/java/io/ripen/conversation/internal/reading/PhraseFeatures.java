package io.ripen.conversation.internal.reading;

import java.util.List;

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

    static Hashes of(List<String> words) {
        Hashes features = new Hashes();
        int count = words.size();
        for (int i = -1; i < count; i++) {
            int word = Hashes.with(0, at(words, i));
            if (i >= 0) {
                features.add(word);
            }
            int pair = Hashes.with(Hashes.with(word, ' '), at(words, i + 1));
            int stems = stem(stem('<', at(words, i)), ' ', at(words, i + 1));
            features.add(pair);
            features.add(stems);
            if (i + 1 < count) {
                features.add(Hashes.with(Hashes.with(pair, ' '), at(words, i + 2)));
                features.add(stem(stems, ' ', at(words, i + 2)));
            }
            for (int near = i + 2; near <= Math.min(count, i + NEAR); near++) {
                features.add(Hashes.with(Hashes.with(word, " ~ "), at(words, near)));
            }
        }
        String letters = ' ' + String.join(" ", words) + ' ';
        for (int from = 0; from + SHORTEST_PIECE <= letters.length(); from++) {
            int piece = '#';
            for (int length = 1; length <= Math.min(LONGEST_PIECE, letters.length() - from); length++) {
                piece = Hashes.with(piece, letters.charAt(from + length - 1));
                if (length >= SHORTEST_PIECE) {
                    features.add(piece);
                }
            }
        }
        return features;
    }

    private static String at(List<String> words, int index) {
        return index < 0 ? BEGIN : index >= words.size() ? END : words.get(index);
    }

    private static int stem(int hash, char between, String word) {
        return stem(Hashes.with(hash, between), word);
    }

    private static int stem(int hash, String word) {
        return Hashes.with(hash, word.length() > STEM ? word.substring(0, STEM) : word);
    }
}
