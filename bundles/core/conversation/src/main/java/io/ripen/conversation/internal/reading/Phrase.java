package io.ripen.conversation.internal.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with what it is to be read as.
 *
 * @param meant {@code opt-out}, {@code hold}, {@code opt-in}, {@code help}, {@code wrong-person}, {@code elsewhere} or {@code none}
 * @param weight how often it counts when it is learned from
 */
record Phrase(String meant, String written, NormalText text, int weight) {

    /** Reads lines of meaning, tab and text; {@code \n} in the text is a line break, and lines that begin with # are remarks. */
    static List<Phrase> read(BufferedReader lines) throws IOException {
        List<Phrase> phrases = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int tab = line.indexOf('\t');
            if (!line.startsWith("#") && tab > 0) {
                String written = line.substring(tab + 1).replace("\\n", "\n");
                phrases.add(new Phrase(line.substring(0, tab), written, NormalText.of(written), 1));
            }
        }
        return phrases;
    }

    Phrase weighing(int times) {
        return new Phrase(meant, written, text, times);
    }

    boolean asksToStop() {
        return meant.equals("opt-out") || meant.equals("hold");
    }
}
