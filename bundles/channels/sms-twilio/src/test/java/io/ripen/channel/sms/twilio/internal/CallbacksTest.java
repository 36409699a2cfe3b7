package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.event.Event;
import io.ripen.event.Events;
import io.ripen.event.InvalidEventException;
import io.ripen.event.Receipt;
import io.ripen.sandbox.internal.SandboxSettings;
import io.ripen.testkit.FilePlumbing;
import io.ripen.time.RipenClock;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.UnitOfWork;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Twilio's callbacks, through the shipped route twilio-in.xml. */
@DisplayName("A callback of Twilio")
class CallbacksTest {
    private static final String PUBLIC_URL = "https://crm.acme.example";
    private static final String TOKEN = "a-token-of-ours";
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final RecordingEvents events = new RecordingEvents();
    private final List<String> reports = new ArrayList<>();
    private RuntimeException reportFailure;
    private final SenderPauses pauses = SenderPauses.on(InstantSource.fixed(NOW));
    private TwilioConnection connection;
    private FilePlumbing plumbing;
    private InboundServlet inbound;
    private StatusServlet status;

    @BeforeEach
    void start() throws Exception {
        connection = new TwilioConnection(
                new TwilioAccount(
                        URI.create("http://127.0.0.1:9"),
                        SandboxSettings.ACCOUNT_SID,
                        TOKEN,
                        "+15005550006",
                        PUBLIC_URL,
                        false,
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)),
                "");
        plumbing = new FilePlumbing(
                TwilioWorld.PLUMBING,
                Map.of("ripen-event", new EventCamelComponent(events, new Clock())),
                "twilio-in.xml");
        inbound = new InboundServlet(connection, plumbing);
        status = new StatusServlet(
                connection,
                (token, what, sid, code) -> {
                    if (reportFailure != null) {
                        throw reportFailure;
                    }
                    reports.add(token + " " + what + " " + sid + " " + code);
                    return !token.equals("foreign");
                },
                pauses);
    }

    @AfterEach
    void stop() {
        plumbing.close();
        connection.close();
    }

    @Test
    void an_answer_by_whatsapp_is_the_same_leads() throws Exception {
        Map<String, String> form = new java.util.LinkedHashMap<>(sms("SM9", "Tell me more"));
        form.put("From", "whatsapp:+14155550101");
        form.put("To", "whatsapp:+14155238886");

        assertThat(signed(InboundServlet.PATH, null, form).to(inbound)).isEqualTo(200);

        assertThat(events.received.get(0).address()).isEqualTo("+14155550101");
        assertThat(events.received.get(0).data()).containsEntry("to", "whatsapp:+14155238886");
    }

    @Test
    void with_a_leads_sms_stores_it_and_is_acknowledged_with_nothing_to_say() throws Exception {
        FakeHttp http = signed(InboundServlet.PATH, null, sms("SM1", "YES, please & thanks 😀"));

        assertThat(http.to(inbound)).isEqualTo(200);

        assertThat(http.answer()).contains("<Response/>");
        Event event = events.received.get(0);
        assertThat(event.id()).isEqualTo("SM1");
        assertThat(event.type()).isEqualTo("sms.received");
        assertThat(event.address()).isEqualTo("+14155550101");
        assertThat(event.at()).isEqualTo(NOW);
        assertThat(event.data())
                .containsEntry("text", "YES, please & thanks 😀")
                .containsEntry("channel", "sms")
                .containsEntry("to", "+15005550006");
    }

    @Test
    void that_is_not_signed_is_refused_and_does_nothing() throws Exception {
        Map<String, String> form = sms("SM1", "Hi");
        assertThat(new FakeHttp("POST", null, encode(form)).to(inbound)).isEqualTo(403);
        assertThat(signed(InboundServlet.PATH, null, form)
                        .header("X-Twilio-Signature", "AAAA")
                        .to(inbound))
                .isEqualTo(403);
        assertThat(signed("/elsewhere", null, form).to(inbound)).isEqualTo(403);
        assertThat(events.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void by_another_method_than_post_is_refused(String method) throws Exception {
        FakeHttp http = new FakeHttp(method, null, "");
        assertThat(http.to(inbound)).isEqualTo(405);
        assertThat(http.answerHeader("Allow")).isEqualTo("POST");
    }

    @Test
    void that_is_huge_or_no_form_is_refused() throws Exception {
        assertThat(signed(InboundServlet.PATH, null, sms("SM1", "x".repeat(70_000)))
                        .to(inbound))
                .isEqualTo(413);
        assertThat(new FakeHttp("POST", null, "{}")
                        .header("Content-Type", "application/json")
                        .to(inbound))
                .isEqualTo(415);
        String many = "a=1" + "&".concat("b=2").repeat(1) + manyFields();
        assertThat(new FakeHttp("POST", null, many).to(inbound)).isEqualTo(413);
        assertThat(new FakeHttp("POST", null, "Body=%zz").to(inbound)).isEqualTo(400);
        assertThat(events.received).isEmpty();
    }

    @Test
    void whose_text_cannot_be_stored_is_to_come_again() throws Exception {
        events.failure = new StoreUnavailableException("The database is away.", null);
        FakeHttp http = signed(InboundServlet.PATH, null, sms("SM1", "Hi"));
        assertThat(http.to(inbound)).isEqualTo(503);
        assertThat(http.answerHeader("Retry-After")).isNotNull();

        events.failure = null;
        assertThat(signed(InboundServlet.PATH, null, sms("SM1", "Hi")).to(inbound))
                .isEqualTo(200);
        assertThat(events.received).hasSize(1);
    }

    @Test
    void by_the_dozen_while_the_database_is_away_is_one_line_of_the_log() throws Exception {
        events.failure = new StoreUnavailableException("The database is away.", null);
        reportFailure = events.failure;
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 12; i++) {
                assertThat(signed(InboundServlet.PATH, null, sms("SM" + i, "Hi"))
                                .to(inbound))
                        .isEqualTo(503);
                assertThat(signed(StatusServlet.PATH, "attempt=a", status("SM" + i, "sent", ""))
                                .to(status))
                        .isEqualTo(503);
            }
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line ->
                        line.matches("\\[.*] (WARN|ERROR) io\\.ripen\\..*")) // the route of the test logs as well
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(line -> line.contains("Outage - The database is away."));
    }

    @Test
    void that_can_never_be_kept_is_not_asked_for_again() throws Exception {
        events.failure = new InvalidEventException("id", "The id is too long.");
        assertThat(signed(InboundServlet.PATH, null, sms("SM1", "Hi")).to(inbound))
                .isEqualTo(400);
        Map<String, String> nobody = sms("SM1", "Hi");
        nobody.remove("From");
        assertThat(signed(InboundServlet.PATH, null, nobody).to(inbound)).isEqualTo(400);
    }

    @Test
    void cannot_steer_camel() throws Exception {
        Map<String, String> form = sms("SM1", "Hi");
        form.put("CamelToEndpoint", "log:evil");
        form.put("camelFileName", "/etc/passwd");
        form.put("mail.smtp.host", "evil.example");
        form.put("RipenEventType", "contact.created");
        assertThat(signed(InboundServlet.PATH, null, form).to(inbound)).isEqualTo(200);

        assertThat(events.received).hasSize(1);
        assertThat(events.received.get(0).type()).isEqualTo("sms.received");
        assertThat(events.received.get(0).data().toString())
                .doesNotContain("evil")
                .doesNotContain("passwd");
    }

    @Test
    void that_says_we_are_too_quick_makes_the_sender_wait() throws Exception {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "MessageSid", "SM9", "MessageStatus", "undelivered", "ErrorCode", "30022", "From", "+15005550006"));

        assertThat(signed(StatusServlet.PATH, "attempt=token", form).to(status)).isEqualTo(200);

        assertThat(reports).containsExactly("token UNDELIVERED SM9 30022");
        assertThat(pauses.left("+15005550006")).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.left("+15005550007")).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "queued,ACCEPTED",
        "sent,ACCEPTED",
        "delivered,DELIVERED",
        "read,DELIVERED",
        "undelivered,UNDELIVERED",
        "failed,UNDELIVERED"
    })
    void with_a_status_reports_it_for_the_attempt(String word, String expected) throws Exception {
        assertThat(signed(StatusServlet.PATH, "attempt=a.b-c_1", status("SM1", word, "30003"))
                        .to(status))
                .isEqualTo(200);
        assertThat(reports).containsExactly("a.b-c_1 " + expected + " SM1 30003");
    }

    @Test
    void with_a_status_that_says_nothing_is_taken_and_does_nothing() throws Exception {
        assertThat(signed(StatusServlet.PATH, "attempt=a", status("SM1", "partially-sent", ""))
                        .to(status))
                .isEqualTo(200);
        assertThat(reports).isEmpty();
    }

    @Test
    void with_a_status_is_refused_without_our_token_and_comes_again_when_it_cannot_be_stored() throws Exception {
        assertThat(signed(StatusServlet.PATH, null, status("SM1", "sent", "")).to(status))
                .isEqualTo(400);
        assertThat(signed(StatusServlet.PATH, "attempt=foreign", status("SM1", "sent", ""))
                        .to(status))
                .isEqualTo(400);
        reportFailure = new StoreUnavailableException("The database is away.", null);
        assertThat(signed(StatusServlet.PATH, "attempt=a", status("SM1", "sent", ""))
                        .to(status))
                .isEqualTo(503);
    }

    private static Map<String, String> sms(String sid, String text) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("MessageSid", sid);
        form.put("From", "+14155550101");
        form.put("To", "+15005550006");
        form.put("Body", text);
        form.put("NumMedia", "0");
        return form;
    }

    private static Map<String, String> status(String sid, String word, String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("MessageSid", sid);
        form.put("MessageStatus", word);
        form.put("ErrorCode", code);
        return form;
    }

    private static FakeHttp signed(String path, String query, Map<String, String> form) throws Exception {
        StringBuilder text = new StringBuilder(PUBLIC_URL + path + (query == null ? "" : "?" + query));
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        return new FakeHttp("POST", query, encode(form))
                .header("X-Twilio-Signature", TwilioSignatureTest.sign(text.toString()));
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String manyFields() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            many.append("&f").append(i).append("=1");
        }
        return many.toString();
    }

    private static final class Clock implements RipenClock {
        @Override
        public InstantSource machine() {
            return InstantSource.fixed(NOW);
        }

        @Override
        public double speed() {
            return 1;
        }

        @Override
        public Instant instant() {
            return NOW;
        }
    }

    private static final class RecordingEvents implements Events {
        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        private final List<Event> received = new ArrayList<>();
        private RuntimeException failure;

        @Override
        public List<Receipt> receive(UnitOfWork work, List<Event> all) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Receipt receive(Event event) {
            if (failure != null) {
                throw failure;
            }
            received.add(event);
            return new Receipt(event.id(), false, List.of(), List.of(), List.of());
        }
    }
}
