package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.channel.Outcome;
import io.ripen.sandbox.SandboxMessage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hundreds of hostile strings as texts, through the Camel route and the real Twilio client: each is one SMS to one lead. */
class HostileTextTest {
    private static final Path STRINGS = Path.of("../../core/delivery/src/test/resources/hostile.json");

    @Test
    void each_is_one_sms_to_one_lead_and_says_what_it_said() throws Exception {
        long id = 0;
        try (TwilioWorld world = new TwilioWorld()) {
            for (JsonNode each : new ObjectMapper().readTree(STRINGS.toFile())) {
                // The gate stops what is longer than 1600 characters.
                String text = "Hi "
                        + each.path("text")
                                .asText()
                                .repeat(Math.min(50, each.path("times").asInt(1)));
                if (text.length() > 1_600) {
                    continue;
                }
                Outcome outcome = world.channel.send(Texts.toAnn(++id, text));
                assertThat(outcome).as(text).isInstanceOf(Outcome.Accepted.class);
                List<SandboxMessage> received = world.sandbox.messages(id - 1, 10);
                assertThat(received).as(text).hasSize(1);
                SandboxMessage last = received.get(0);
                assertThat(last.to()).as(text).isEqualTo(Texts.ANN);
                assertThat(last.from()).as(text).isEqualTo(TwilioWorld.OUR_NUMBER);
                assertThat(last.text())
                        .as(text)
                        .isEqualTo(text.codePoints()
                                .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString());
            }
        }
        assertThat(id).isGreaterThan(500);
    }
}
