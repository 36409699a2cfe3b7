package io.ripen.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.message.SmsText.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

    @ParameterizedTest
    @CsvSource({"160, 1", "161, 2", "306, 2", "307, 3", "459, 3", "460, 4"})
    void plainLettersFill160InOneSegmentAnd153InEachOfSeveral(int letters, int segments) {
        SmsText text = SmsText.of("a".repeat(letters));
        assertThat(text.encoding()).isEqualTo(Encoding.GSM_7);
        assertThat(text.characters()).isEqualTo(letters);
        assertThat(text.segments()).isEqualTo(segments);
    }

    @ParameterizedTest
    @CsvSource({"70, 1", "71, 2", "134, 2", "135, 3"})
    void otherLettersFill70And67(int letters, int segments) {
        SmsText text = SmsText.of("Ж".repeat(letters));
        assertThat(text.encoding()).isEqualTo(Encoding.UCS_2);
        assertThat(text.segments()).isEqualTo(segments);
    }

    @Test
    void extensionCharactersCountTwo() {
        assertThat(SmsText.of("a€b").characters()).isEqualTo(4);
        assertThat(SmsText.of("€".repeat(80)).segments()).isEqualTo(1);
        assertThat(SmsText.of("€".repeat(81)).segments()).isEqualTo(2);
        for (String each : "\f ^ { } \\ [ ~ ] | €".split(" ")) {
            assertThat(SmsText.of(each).characters()).as(each).isEqualTo(2);
        }
    }

    @Test
    void anExtensionCharacterIsNotCutInTwo() {
        // 152 and the first half of the pair would fill the first segment; the pair goes into the second.
        String text = "a".repeat(152) + "€" + "a".repeat(151);
        assertThat(SmsText.of(text).segments()).isEqualTo(2);
        assertThat(SmsText.of(text + "a").segments()).isEqualTo(3);
        assertThat(SmsText.of("a".repeat(306)).segments()).isEqualTo(2);
    }

    @Test
    void aSurrogatePairIsNotCutInTwo() {
        String text = "a".repeat(66) + "😀" + "a".repeat(65);
        assertThat(SmsText.of(text).segments()).isEqualTo(2);
        assertThat(SmsText.of(text + "a").segments()).isEqualTo(3);
    }

    @Test
    void anEmojiOfSeveralPartsIsOneCharacterAndNotCut() {
        SmsText family = SmsText.of("👩‍👩‍👧‍👦");
        assertThat(family.characters()).isEqualTo(1);
        assertThat(family.segments()).isEqualTo(1);
        // 11 units: six of them fit into one segment of 67, and the rest of it stays empty.
        assertThat(SmsText.of("👩‍👩‍👧‍👦".repeat(12)).segments()).isEqualTo(2);
        assertThat(SmsText.of("👩‍👩‍👧‍👦".repeat(13)).segments()).isEqualTo(3);
    }

    @Test
    void aHeapOfAccentsThatNoSegmentHoldsIsCut() {
        assertThat(SmsText.of("e" + "\u0301".repeat(133)).segments()).isEqualTo(2);
        assertThat(SmsText.of("e" + "\u0301".repeat(134)).segments()).isEqualTo(3);
    }

    @Test
    void lineEndsAreOfTheAlphabet() {
        assertThat(SmsText.of("a\r\nb").characters()).isEqualTo(4);
        assertThat(SmsText.of("a\r\nb").encoding()).isEqualTo(Encoding.GSM_7);
        assertThat(SmsText.of("Ж\r\nb").characters()).isEqualTo(4);
    }

    @Test
    void nothingIsNoSegment() {
        SmsText text = SmsText.of("");
        assertThat(text.segments()).isZero();
        assertThat(text.characters()).isZero();
        assertThat(text.hints()).isEmpty();
    }

    @Test
    void brokenSurrogatesAreCountedAndDoNoHarm() {
        assertThat(SmsText.of("a\uD83Db").segments()).isEqualTo(1);
        assertThat(SmsText.of("\uDE00".repeat(71)).segments()).isEqualTo(2);
    }

    @Test
    void typographicPunctuationHasAPlainForm() {
        SmsText text = SmsText.of("“Don’t wait” – it’s 50\u00A0% off…\u200B");
        assertThat(text.encoding()).isEqualTo(Encoding.UCS_2);
        assertThat(text.plain()).isEqualTo("\"Don't wait\" - it's 50 % off...");
        assertThat(SmsText.of(text.plain()).encoding()).isEqualTo(Encoding.GSM_7);
    }

    @Test
    void lettersAndEmojiAreNotMadePlain() {
        assertThat(SmsText.of("Ça va, naïve Ж? 👩‍👧").plain()).isEqualTo("Ça va, naïve Ж? 👩‍👧");
    }

    @Test
    void oneCurlyQuoteIsSaidToCostSegments() {
        SmsText text = SmsText.of("a".repeat(100) + "’");
        assertThat(text.segments()).isEqualTo(2);
        assertThat(text.hints()).anySatisfy(hint -> assertThat(hint).contains("1 segment instead of 2"));
    }

    @Test
    void whereItSavesNothingYetItIsNotSaidToSave() {
        assertThat(SmsText.of("it’s me").hints()).singleElement().asString().endsWith("it leaves more room.");
    }

    @Test
    void aCharacterWithoutPlainFormIsNamedWithItsPlace() {
        assertThat(SmsText.of("See you 👍🏿 soon").hints())
                .singleElement()
                .asString()
                .contains("'👍🏿' at place 9");
    }

    /** Twilio's own cases, and outputs of its calculator; kept outside of the project. */
    @Test
    void countsAsTwilioDoes() throws IOException {
        Path folder = corpus("sms-segments");
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> vectors = new ArrayList<>();
        json.readTree(folder.resolve("vectors.json").toFile()).path("vectors").forEach(vectors::add);
        json.readTree(folder.resolve("twilio-testdata.json").toFile())
                .path("cases")
                .forEach(vectors::add);
        List<String> wrong = new ArrayList<>();
        for (JsonNode vector : vectors) {
            SmsText text = SmsText.of(vector.path("body").asText());
            if (!text.encoding().word().equals(vector.path("encoding").asText())
                    || text.segments() != vector.path("segments").asInt()
                    || text.characters() != vector.path("characters").asInt()) {
                wrong.add(vector + " is " + text);
            }
        }
        System.out.printf("Segments: %d of %d right.%n", vectors.size() - wrong.size(), vectors.size());
        assertThat(vectors).hasSizeGreaterThan(200);
        assertThat(wrong).isEmpty();
    }

    private static Path corpus(String name) {
        String set = System.getProperty("ripen.corpora", System.getenv("RIPEN_CORPORA"));
        Path base = set == null ? null : Path.of(set);
        for (Path at = Path.of("").toAbsolutePath(); base == null && at != null; at = at.getParent()) {
            Path found = at.resolve("shared/data");
            base = Files.isDirectory(found) ? found : null;
        }
        Path folder = base == null ? null : base.resolve(name);
        boolean there = folder != null && Files.isDirectory(folder);
        // Where everything is to be tested nothing may be left out in silence.
        assertThat(there || System.getenv("RIPEN_NEEDS_CORPUS") == null)
                .as("Lay the corpora into shared/data beside the project, or name their folder in RIPEN_CORPORA.")
                .isTrue();
        Assumptions.assumeTrue(there, "There is no corpus '" + name + "' here.");
        return folder;
    }
}
