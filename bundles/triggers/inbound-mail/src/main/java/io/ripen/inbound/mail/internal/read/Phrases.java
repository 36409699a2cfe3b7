package io.ripen.inbound.mail.internal.read;

import java.util.ArrayList;
import java.util.List;

/** Phrases looked for in plain text; {@code a ... b} means b a few words behind a. Takes time linear in the text. */
final class Phrases {
    private static final int GAP = 60;
    private static final int MOST_STARTS = 200;

    private final List<List<String>> phrases = new ArrayList<>();

    Phrases(List<String> lines) {
        for (String line : lines) {
            List<String> pieces = new ArrayList<>();
            for (String piece : line.split(" \\.\\.\\. ", -1)) {
                pieces.add(piece.strip());
            }
            phrases.add(pieces);
        }
    }

    boolean in(String plain) {
        return count(plain, 1) > 0;
    }

    /** How many of the phrases are in it, at most {@code enough}. */
    int count(String plain, int enough) {
        int found = 0;
        for (List<String> pieces : phrases) {
            if (has(plain, pieces)) {
                found++;
                if (found >= enough) {
                    break;
                }
            }
        }
        return found;
    }

    /** Whether the text begins with one of them. */
    boolean begin(String plain) {
        for (List<String> pieces : phrases) {
            String first = pieces.get(0);
            if (plain.startsWith(first)
                    && (Words.ideographic(first) || !Words.letterOrDigitAt(plain, first.length()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(String plain, List<String> pieces) {
        int starts = 0;
        for (int at = Words.find(plain, pieces.get(0), 0); at >= 0 && starts < MOST_STARTS; starts++) {
            int end = at + pieces.get(0).length();
            boolean all = true;
            for (int i = 1; i < pieces.size() && all; i++) {
                String near = plain.substring(
                        end, Math.min(plain.length(), end + GAP + pieces.get(i).length()));
                int next = Words.find(near, pieces.get(i), 0);
                all = next >= 0;
                end += next + pieces.get(i).length();
            }
            if (all) {
                return true;
            }
            at = Words.find(plain, pieces.get(0), at + 1);
        }
        return false;
    }
}
