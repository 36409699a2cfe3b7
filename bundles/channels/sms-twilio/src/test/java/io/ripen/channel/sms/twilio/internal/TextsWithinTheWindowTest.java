package io.ripen.channel.sms.twilio.internal;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ripen.delivery.Message;
import io.ripen.policy.quiet.internal.QuietHoursPolicy;
import io.ripen.policy.quiet.internal.SendingHours;
import io.ripen.sandbox.internal.SandboxSettings;
import io.ripen.testkit.FilePlumbing;
import io.ripen.testkit.RecordingChannel;
import io.ripen.testkit.SequenceTester;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From the sequence through the real quiet hours, gate, channel and route to what Twilio is asked for: it must not hold a text
 * longer than the lead's window is open.
 */
@DisplayName("What Twilio may hold back")
class TextsWithinTheWindowTest {
    private static final LocalTime OPENS = LocalTime.of(10, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);

    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private HttpServer twilio;
    private TwilioConnection connection;
    private FilePlumbing plumbing;
    private RecordingChannel sms;

    @BeforeEach
    void start() throws Exception {
        twilio = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        twilio.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            forms.add(Arrays.stream(form.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8))));
            byte[] answer = ("{\"sid\":\"SM%032x\",\"status\":\"queued\"}".formatted(forms.size()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        twilio.start();
        connection = TwilioWorld.connection(
                "http://127.0.0.1:" + twilio.getAddress().getPort(),
                SandboxSettings.standard().authToken());
        plumbing = new FilePlumbing(
                TwilioWorld.PLUMBING, Map.of("ripen-twilio", new TwilioCamelComponent(connection)), "twilio-out.xml");
        TwilioSmsChannel real = new TwilioSmsChannel(
                plumbing, connection, SenderPauses.on(() -> Instant.parse("2026-03-02T15:00:00Z")));
        sms = RecordingChannel.insteadOf("sms", real).answer(real::send);
    }

    @AfterEach
    void stop() {
        plumbing.close();
        connection.close();
        twilio.stop(0);
    }

    @ParameterizedTest(name = "due at {0} in {1}")
    @CsvSource({
        "2026-03-02T10:00:00, America/New_York",
        "2026-03-02T13:37:11.500, America/New_York",
        "2026-03-02T16:59:58.400, America/New_York",
        "2026-03-02T16:59:59, America/New_York",
        "2026-03-02T16:59:59.700, America/New_York",
        "2026-03-02T17:00:00, America/New_York",
        "2026-03-02T07:12:00, America/New_York",
        "2026-03-02T23:59:59.999, America/New_York",
        "2026-03-06T16:59:59.999, America/New_York",
        "2026-03-02T10:00:00, America/Los_Angeles",
        "2026-03-02T16:59:30.250, Pacific/Honolulu",
        // The Friday before the clocks go forward, and the Monday after.
        "2026-03-06T18:00:00, America/Denver",
        "2026-03-09T16:59:57, America/Chicago"
    })
    void ends_when_the_leads_window_does(LocalDateTime due, String zone) {
        ZoneId place = ZoneId.of(zone);
        try (SequenceTester tester = SequenceTester.setup()
                .channel(sms)
                .policy("quiet-hours", new QuietHoursPolicy(SendingHours.usual(), (work, contacts) -> Map.of()))
                .sequence("""
                        <routes xmlns="http://camel.apache.org/schema/xml-io">
                          <route id="story">
                            <from uri="sequence:story"/>
                            <to id="hello" uri="sms:hello"/>
                          </route>
                        </routes>
                        """, Map.of("hello.sms", "Hi"))
                .startAt(due.atZone(place).toInstant())
                .open()) {
            tester.enroll(lead("Ann").timeZone(zone)).advance(days(4)).assertSent("sms", "hello");

            Message message = tester.message("hello");
            ZonedDateTime sent = message.sendingAt().atZone(place);
            assertThat(sent.toLocalTime()).isBetween(OPENS, CLOSES.minusSeconds(1));
            Instant end = sent.toLocalDate().atTime(CLOSES).atZone(place).toInstant();
            assertThat(forms).singleElement().satisfies(form -> {
                assertThat(form).containsEntry("Body", "Hi").containsKey("ValidityPeriod");
                long seconds = Long.parseLong(form.get("ValidityPeriod"));
                assertThat(seconds).isBetween(1L, 36_000L);
                assertThat(message.sendingAt().plusSeconds(seconds))
                        .isBeforeOrEqualTo(end)
                        .isAfter(end.minusSeconds(1));
            });
        }
    }
}
