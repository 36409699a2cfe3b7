package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.mail.Bounce;
import io.ripen.mail.Complaint;
import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /tools/mail} hands the mail to the reader as it came, and answers in the form that was promised. */
class MailToolTest {
    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822", "text/plain", "text/plain; charset=utf-8", "application/octet-stream"})
    void readsTheBytesAsTheyCame(String type) {
        byte[] mail = {'S', ':', ' ', (byte) 0xff, 0, '\n', '\n', (byte) 0xe9};
        AtomicReference<byte[]> seen = new AtomicReference<>();
        api.crm.mail = bytes -> {
            seen.set(bytes);
            return reading(MailKind.REPLY, null, null, "Yes, please", null);
        };

        Answer answer = api.post("/tools/mail", type, mail).expect(200);

        assertThat(answer.response().body())
                .isEqualTo("{\"kind\":\"reply\",\"bounce\":null,\"complaint\":null,\"newText\":\"Yes, please\","
                        + "\"returnDate\":null}");
        assertThat(seen.get()).isEqualTo(mail);
    }

    @Test
    void tellsTheKinds() {
        assertThat(answered(reading(
                        MailKind.BOUNCE, new Bounce(List.of("ann@acme.example"), true, "5.1.1"), null, "", null)))
                .isEqualTo("{\"kind\":\"bounce\",\"bounce\":{\"recipients\":[\"ann@acme.example\"],\"hard\":true,"
                        + "\"status\":\"5.1.1\"},\"complaint\":null,\"newText\":\"\",\"returnDate\":null}");
        assertThat(answered(reading(
                        MailKind.COMPLAINT, null, new Complaint("abuse", List.of("ann@acme.example")), "", null)))
                .contains("\"kind\":\"complaint\"", "\"complaint\":{\"type\":\"abuse\"}");
        assertThat(answered(reading(MailKind.AUTO_REPLY, null, null, "Away", LocalDate.of(2026, 12, 3))))
                .contains("\"kind\":\"auto-reply\"", "\"returnDate\":\"2026-12-03\"");
        assertThat(answered(reading(MailKind.BOUNCE, new Bounce(List.of(), false, null), null, "", null)))
                .contains("\"status\":null");
    }

    @Test
    void saysWhenTheReaderIsAway() {
        api.crm.mailReaderThere = false;

        api.post("/tools/mail", "message/rfc822", mail("Subject: x\n\ny"))
                .problem(503)
                .says("MailReader");
    }

    @Test
    void takesNeitherNothingNorTooMuchNorAnyKind() {
        api.post("/tools/mail", "message/rfc822", new byte[0]).problem(400).field("body");
        api.post("/tools/mail", "application/json", mail("{}")).problem(415);
        byte[] large = new byte[33 * 1024 * 1024];
        Arrays.fill(large, (byte) 'a');
        api.post("/tools/mail", "message/rfc822", large).problem(413);
    }

    private String answered(MailReading reading) {
        api.crm.mail = bytes -> reading;
        return api.post("/tools/mail", "message/rfc822", mail("Subject: x\n\ny"))
                .expect(200)
                .response()
                .body();
    }

    private static byte[] mail(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MailReading reading(
            MailKind kind,
            @Nullable Bounce bounce,
            @Nullable Complaint complaint,
            String text,
            @Nullable LocalDate back) {
        return new MailReading(
                kind, bounce, complaint, text, back, null, List.of(), List.of(), List.of(), null, List.of(), "", null,
                null);
    }
}
