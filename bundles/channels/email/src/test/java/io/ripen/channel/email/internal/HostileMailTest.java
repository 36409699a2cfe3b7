package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.channel.Outcome;
import io.ripen.sandbox.SandboxMessage;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Hundreds of hostile strings where the gate would have made them harmless before: the channel lets none of them through either. */
class HostileMailTest {
    private static final Path STRINGS = Path.of("../../core/delivery/src/test/resources/hostile.json");

    @Test
    void each_is_one_mail_to_one_lead_with_its_head_intact() throws Exception {
        List<String> strings = strings();
        try (MailWorld world = new MailWorld()) {
            long id = 0;
            for (String hostile : strings) {
                // The gate stops a head of more than 900 characters; long texts are composed in the next test.
                String line = hostile.length() > 900 ? hostile.substring(0, 900) : hostile;
                Outcome outcome = world.channel.send(
                        Mails.mail(++id, 1, Mails.ANN, line, "Hi " + line, null, Map.of("X-Campaign", line)));
                assertThat(outcome).as(shown(hostile)).isInstanceOf(Outcome.Accepted.class);
            }
            List<SandboxMessage> received = world.sandbox.messages(0, strings.size() + 100);
            assertThat(received).hasSize(strings.size());
            assertThat(received).allSatisfy(each -> {
                assertThat(each.to()).isEqualTo(Mails.ANN);
                assertThat(each.from()).contains("hello@acme.example");
                assertThat(each.text()).startsWith("Hi ");
            });
        }
    }

    @Test
    void the_head_has_the_same_lines_for_all_of_them() throws Exception {
        InternetAddress from = new InternetAddress("hello@acme.example", "Acme", "UTF-8");
        List<String> calm = names(compose("Ann", from));
        for (String hostile : strings()) {
            MimeMessage mail = compose(hostile, from);
            assertThat(names(mail)).as(shown(hostile)).isEqualTo(calm);
            assertThat(mail.getAllRecipients()).as(shown(hostile)).hasSize(1);
            assertThat(mail.getRecipients(RecipientType.TO)[0]).hasToString(Mails.ANN);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            String head = bytes.toString(StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
            assertThat(head.lines())
                    .as(shown(hostile))
                    .noneMatch(line -> line.isBlank()
                            || line.toLowerCase(java.util.Locale.ROOT).matches("(bcc|cc|reply-to|sender):.*"));
            assertThat(head.replace("\r\n", "")).as(shown(hostile)).doesNotContain("\r", "\n", "\0");
        }
    }

    @Test
    void none_of_them_is_an_address_of_more_than_one() throws Exception {
        InternetAddress from = new InternetAddress("hello@acme.example");
        int refused = 0;
        for (String hostile : strings()) {
            try {
                MimeMessage mail =
                        MailComposer.compose(Mails.mail(1, 1, hostile, "S", "T", null, Map.of()), from, Instant.EPOCH);
                assertThat(mail.getAllRecipients()).as(shown(hostile)).hasSize(1);
                assertThat(String.valueOf(mail.getHeader("To", null))).doesNotContain("\r", "\n");
            } catch (MailComposer.BadAddress none) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(600);
    }

    private static MimeMessage compose(String hostile, InternetAddress from) throws Exception {
        return MailComposer.compose(
                Mails.mail(
                        1,
                        1,
                        Mails.ANN,
                        hostile,
                        hostile + "!",
                        "<p>x</p>",
                        Map.of("X-Campaign", hostile, "List-Unsubscribe", "<https://acme.example/t/u/1>")),
                from,
                Instant.EPOCH);
    }

    /** Names of the head's lines. */
    private static List<String> names(MimeMessage mail) throws Exception {
        List<String> names = new ArrayList<>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            names.add(header.getName());
        }
        return List.copyOf(new TreeSet<>(names));
    }

    private static String shown(String hostile) {
        return hostile.length() > 60 ? hostile.substring(0, 60) : hostile;
    }

    private static List<String> strings() throws IOException {
        List<String> strings = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(STRINGS.toFile())) {
            strings.add(each.path("text").asText().repeat(each.path("times").asInt(1)));
        }
        return strings;
    }
}
