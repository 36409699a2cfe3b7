package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Scores us on replies in many languages: the new text must be what people say it is. */
class ReplyCorpusTest {
    private static final int EXACT = 45;
    private static final List<String> TEXTS =
            List.of("first_fragment", "first_fragment_trimmed", "visible_text", "visible_text_trimmed");

    @Test
    void findsTheNewText() {
        Path folder = Corpus.folder("reply");
        List<String> wrong = new ArrayList<>();
        int texts = 0;
        for (JsonNode each : Corpus.json(folder.resolve("crisp-expected.json"))) {
            Path file = folder.resolve("crisp").resolve(each.path("file").asText());
            for (String name : TEXTS) {
                if (each.has(name) && Files.exists(file)) {
                    texts++;
                    String found = ReplyText.of(new String(Corpus.bytes(file), StandardCharsets.UTF_8));
                    if (!lines(found).equals(lines(each.path(name).asText()))) {
                        wrong.add(each.path("file").asText());
                    }
                }
            }
        }
        System.out.printf("Replies: %d of %d texts exact.%n", texts - wrong.size(), texts);
        assertThat(texts - wrong.size()).as("not exact: %s", wrong).isGreaterThanOrEqualTo(EXACT);
    }

    private static String lines(String text) {
        return text.strip().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
