package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores us on the signatures that Twilio's own libraries are tested with, where they lie beside the project. */
class SignatureVectorsTest {
    private static final Path VECTORS = corpus("twilio-signature/vectors.json");

    @Test
    void all_are_right() throws IOException, FormBody.Refused {
        boolean there = Files.exists(VECTORS);
        // Where everything is to be tested nothing may be left out in silence.
        assertThat(there || System.getenv("RIPEN_NEEDS_CORPUS") == null)
                .as("Lay the corpora into shared/data beside the project, or name their folder in RIPEN_CORPORA.")
                .isTrue();
        assumeTrue(there, VECTORS + " is not here");
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (JsonNode each : new ObjectMapper().readTree(Files.readString(VECTORS))) {
            TwilioSignature signature =
                    new TwilioSignature(each.get("auth_token").asText());
            String url = each.get("url").asText();
            String given = each.get("signature").asText();
            boolean valid = each.get("body").isNull()
                    ? signature.isValid(
                            url, FormBody.parse(form(each.get("params"))).signed(), given)
                    : signature.isValid(url, each.get("body").asText(), given);
            seen++;
            if (valid != each.get("valid").asBoolean()) {
                wrong.add(each.get("name").asText());
            }
        }
        assertThat(wrong).as("of %s", seen).isEmpty();
        assertThat(seen).isGreaterThanOrEqualTo(9);
    }

    /** Where {@code shared/data} lies beside the project, or what {@code RIPEN_CORPORA} names. */
    private static Path corpus(String name) {
        String named = System.getenv("RIPEN_CORPORA");
        Path at = Path.of("").toAbsolutePath();
        while (named == null
                && at.getParent() != null
                && !Files.exists(at.resolve("shared/data").resolve(name))) {
            at = at.getParent();
        }
        return named == null
                ? at.resolve("shared/data").resolve(name)
                : Path.of(named).resolve(name);
    }

    /** As they come over the wire. */
    private static String form(JsonNode fields) {
        List<String> pairs = new ArrayList<>();
        fields.fields().forEachRemaining(field -> {
            Iterable<JsonNode> values = field.getValue().isArray() ? field.getValue() : List.of(field.getValue());
            values.forEach(value -> pairs.add(encoded(field.getKey()) + "=" + encoded(value.asText())));
        });
        return String.join("&", pairs);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
