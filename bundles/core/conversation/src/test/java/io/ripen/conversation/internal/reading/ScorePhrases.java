package io.ripen.conversation.internal.reading;

import io.ripen.policy.ReplyReading;
import io.ripen.policy.ReplyReading.Decision;
import io.ripen.policy.ReplyReading.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Scores the reading on sets that nobody may look into, and prints counts and nothing else. docs/consent.md says how to run it.
 *
 * <p>A set is a file of lines of mark, tab and text: {@code stop} asks for the messages to stop, {@code everyday} does not,
 * {@code moved} is the wrong person or went elsewhere.
 */
public final class ScorePhrases {
    private ScorePhrases() {}

    /** @param arguments files, or folders with files {@code *.txt} */
    public static void main(String[] arguments) throws IOException {
        LearnedReader reader = new LearnedReader();
        for (String each : arguments) {
            for (Path file : files(Path.of(each))) {
                score(reader, file, System.out);
            }
        }
    }

    private static List<Path> files(Path given) throws IOException {
        if (!Files.isDirectory(given)) {
            return List.of(given);
        }
        try (Stream<Path> files = Files.list(given)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    static void score(LearnedReader reader, Path file, PrintStream out) throws IOException {
        List<Phrase> phrases;
        try (var lines = Files.newBufferedReader(file)) {
            phrases = Phrase.read(lines);
        }
        for (String mark : List.of("stop", "everyday", "moved")) {
            int all = 0;
            int acted = 0;
            int held = 0;
            int optedOut = 0;
            int wrong = 0;
            int elsewhere = 0;
            for (Phrase each : phrases) {
                if (each.meant().equals(mark)) {
                    ReplyReading reading = reader.read(each.written());
                    all++;
                    optedOut += reading.decision() == Decision.OPT_OUT ? 1 : 0;
                    held += reading.decision() == Decision.HOLD ? 1 : 0;
                    wrong += reading.kind() == Kind.WRONG_PERSON ? 1 : 0;
                    elsewhere += reading.kind() == Kind.ELSEWHERE ? 1 : 0;
                    acted += reading.decision() == Decision.OPT_OUT || reading.decision() == Decision.HOLD ? 1 : 0;
                }
            }
            if (all > 0) {
                out.printf(
                        Locale.ROOT,
                        "%s %-8s opted out or held %d of %d (%.1f %%): opted out %d, held %d; of all read as wrong person"
                                + " %d, as gone elsewhere %d%n",
                        file.getFileName(),
                        mark,
                        acted,
                        all,
                        100.0 * acted / all,
                        optedOut,
                        held,
                        wrong,
                        elsewhere);
            }
        }
    }
}
