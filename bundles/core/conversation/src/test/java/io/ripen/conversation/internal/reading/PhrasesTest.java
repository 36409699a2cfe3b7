package io.ripen.conversation.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.policy.ReplyReading.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores the reading on phrases: those that it was made with, and others that it was not. */
class PhrasesTest {
    private final WordListReader reader = new WordListReader();

    private record Phrase(String expected, String text) {
        boolean asksToStop() {
            return expected.equals("opt-out") || expected.equals("hold");
        }
    }

    private record Score(int asks, List<String> missed, int others, List<String> falsely, List<String> different) {
        double found() {
            return 1 - missed.size() / (double) asks;
        }

        double falseAlarms() {
            return falsely.size() / (double) others;
        }
    }

    private static List<Phrase> phrases(String file) throws IOException {
        try (InputStream in = PhrasesTest.class.getResourceAsStream(file)) {
            List<Phrase> phrases = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int tab = line.indexOf('\t');
                if (!line.startsWith("#") && tab > 0) {
                    phrases.add(new Phrase(
                            line.substring(0, tab), line.substring(tab + 1).replace("\\n", "\n")));
                }
            }
            return phrases;
        }
    }

    private Score score(List<Phrase> phrases) {
        List<String> missed = new ArrayList<>();
        List<String> falsely = new ArrayList<>();
        List<String> different = new ArrayList<>();
        int asks = 0;
        for (Phrase each : phrases) {
            var reading = reader.read(each.text());
            Decision decision = reading.decision();
            boolean stops = decision == Decision.OPT_OUT || decision == Decision.HOLD;
            if (each.asksToStop()) {
                asks++;
                if (!stops) {
                    missed.add(each.text());
                }
            } else if (stops) {
                falsely.add(each.text() + " (" + reading.reason() + " " + reading.matched() + ")");
            }
            if (!decision.word().equals(each.expected())) {
                different.add(each.expected() + " was read as " + decision.word() + ": " + each.text());
            }
        }
        return new Score(asks, missed, phrases.size() - asks, falsely, different);
    }

    @Test
    void finds_what_it_was_made_with() throws IOException {
        List<Phrase> phrases = phrases("tuning.txt");
        Score score = score(phrases);
        assertThat(phrases).hasSizeGreaterThan(1_000);
        assertThat(score.different()).isEmpty();
    }

    @Test
    void finds_at_least_95_percent_of_others_and_holds_at_most_5_percent_falsely() throws IOException {
        Score score = score(phrases("unseen.txt"));
        assertThat(score.found()).as("missed: %s", score.missed()).isGreaterThanOrEqualTo(0.95);
        assertThat(score.falseAlarms()).as("held falsely: %s", score.falsely()).isLessThanOrEqualTo(0.05);
    }

    @Test
    void the_examples_of_the_docs_are_right() throws IOException {
        int examples = 0;
        for (String line : Files.readAllLines(Path.of("../../../docs/consent.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length == 3
                    && cells[1].strip().startsWith("`")
                    && cells[2].strip().matches("[a-z-]+")) {
                String text = cells[1].strip().replace("`", "");
                assertThat(reader.read(text).decision().word()).as(text).isEqualTo(cells[2].strip());
                examples++;
            }
        }
        assertThat(examples).isGreaterThan(15);
        assertThat(reader.read("please stop texting me").matched()).isEqualTo("please stop texting");
    }

    /** Long enough to be slow if any rule went back and forth. */
    @Test
    void no_text_is_slow() {
        for (String each :
                List.of("stop ", "please dont ", "you u ya ", "a b c d ", "no mas ", "\u0301", "!,.", "\uD83D")) {
            String text = each.repeat(20_000);
            long start = System.nanoTime();
            reader.read(text);
            assertThat(System.nanoTime() - start).as(each).isLessThan(2_000_000_000L);
        }
    }

    @Test
    void keywords_count_in_any_spelling_and_alone() {
        for (String stop :
                List.of("STOP", "stop.", " Stop!! ", "S T O P", "Stóp", "ＳＴＯＰ", "stop \uD83D\uDED1", "Opt-Out")) {
            assertThat(reader.read(stop).decision()).as(stop).isEqualTo(Decision.OPT_OUT);
        }
        assertThat(reader.read("Stop by at 5?").decision()).isEqualTo(Decision.NONE);
        assertThat(reader.read("").decision()).isEqualTo(Decision.NONE);
        assertThat(reader.read("Yes").decision()).isEqualTo(Decision.NONE);
    }
}
