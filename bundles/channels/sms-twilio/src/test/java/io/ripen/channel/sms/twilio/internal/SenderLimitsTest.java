package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.sandbox.Fault;
import io.ripen.testkit.FilePlumbing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a sender may ask of Twilio")
class SenderLimitsTest {

    @Test
    void nothing_is_asked_for_a_sender_until_its_pause_is_over_and_each_pause_is_longer() throws Exception {
        try (TwilioWorld world = new TwilioWorld()) {
            world.sandbox.fail(Fault.TOO_MANY_REQUESTS, 1);
            assertThat(pause(world, 1)).isEqualTo(Duration.ofSeconds(1));
            // The sandbox would take it now.
            assertThat(pause(world, 2)).isEqualTo(Duration.ofSeconds(1));
            assertThat(world.sandbox.count()).isZero();
            assertThat(world.channel.send(Texts.toAnn(3, "Hi", Map.of("from", "+12025550199"))))
                    .as("another sender goes on")
                    .isInstanceOf(Outcome.Accepted.class);

            world.now.updateAndGet(now -> now.plusSeconds(1));
            world.sandbox.fail(Fault.TOO_MANY_REQUESTS, 1);
            assertThat(pause(world, 2)).isEqualTo(Duration.ofSeconds(2));

            world.now.updateAndGet(now -> now.plusSeconds(2));
            assertThat(world.channel.send(Texts.toAnn(2, "Hi"))).isInstanceOf(Outcome.Accepted.class);
            world.sandbox.fail(Fault.TOO_MANY_REQUESTS, 1);
            assertThat(pause(world, 4)).as("after a text that was taken").isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void what_twilio_asks_for_counts_when_it_is_longer_and_no_row_of_pauses_grows_beyond_five_minutes() {
        AtomicReference<java.time.Instant> now = new AtomicReference<>(java.time.Instant.EPOCH);
        SenderPauses pauses = SenderPauses.on(now::get);
        assertThat(pauses.begin("+1", Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(pauses.begin("+1", Duration.ofSeconds(1)))
                .as("an answer that came late shortens nothing")
                .isEqualTo(Duration.ofHours(1));
        for (int i = 0; i < 30; i++) {
            now.updateAndGet(before -> before.plus(Duration.ofHours(2)));
            pauses.begin("+1", Duration.ZERO);
        }
        assertThat(pauses.left("+1")).isEqualTo(SenderPauses.LONGEST);
    }

    @ParameterizedTest(name = "{0} ms are {1} s")
    @CsvSource({"90999, 90", "1000, 1", "172800000, 36000"})
    void a_text_may_not_arrive_after_the_window(long millis, String seconds) throws Exception {
        assertThat(form(Duration.ofMillis(millis))).contains("ValidityPeriod=" + seconds);
    }

    @Test
    void with_less_than_a_second_left_nothing_is_asked_of_twilio() throws Exception {
        assertThat(form(Duration.ofMillis(999), Outcome.Unavailable.class)).isNull();
    }

    @Test
    void without_an_end_no_validity_is_said() throws Exception {
        assertThat(form(null)).contains("Body=Hi").doesNotContain("ValidityPeriod");
    }

    @ParameterizedTest(name = "{0} from {1}, set to {2}: {3}")
    @CsvSource({
        "'', +12025550199, -1, 1",
        "https://api.dublin.ie1.twilio.com, +12025550199, -1, 1",
        "http://127.0.0.1:9000, +12025550199, -1, 0",
        "http://127.0.0.1:9000, +12025550199, 3, 3",
        "http://nottwilio.com, +12025550199, -1, 0",
        "'', MG0123456789abcdef0123456789abcdef, -1, 0",
        "'', +12025550199, 100, 100",
        "'', +12025550199, 0, 0"
    })
    void a_number_at_twilio_has_one_segment_a_second_unless_it_is_said(String url, String from, double set, double pace)
            throws Exception {
        try (TwilioConnection connection = new TwilioConnection(config("AC1", url, from, set), null);
                FilePlumbing none = new FilePlumbing(TwilioWorld.PLUMBING, Map.of())) {
            assertThat(new TwilioSmsChannel(none, connection, SenderPauses.on(InstantSource.system())).pace())
                    .isEqualTo(pace);
        }
    }

    @Test
    void the_sandbox_has_no_limit() throws Exception {
        try (TwilioWorld world = new TwilioWorld();
                TwilioConnection connection = new TwilioConnection(config("", "", "", -1), world.sandbox)) {
            assertThat(connection.account().orElseThrow().sandbox()).isTrue();
            assertThat(new TwilioSmsChannel(world.plumbing, connection, SenderPauses.on(world.clock)).pace())
                    .isZero();
        }
    }

    private static Duration pause(TwilioWorld world, long id) {
        return ((Outcome.Unavailable) world.channel.send(Texts.toAnn(id, "Hi"))).retryAfter();
    }

    /** What the request carried. */
    private static String form(Duration validity) throws Exception {
        return form(validity, Outcome.Accepted.class);
    }

    private static String form(Duration validity, Class<? extends Outcome> outcome) throws Exception {
        AtomicReference<String> body = new AtomicReference<>();
        HttpServer twilio = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        twilio.createContext("/", exchange -> {
            body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"sid\":\"SM0123456789abcdef0123456789abcdef\",\"status\":\"queued\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        twilio.start();
        String url = "http://127.0.0.1:" + twilio.getAddress().getPort();
        try (TwilioConnection connection = TwilioWorld.connection(url, "token");
                FilePlumbing plumbing = new FilePlumbing(
                        TwilioWorld.PLUMBING,
                        Map.of("ripen-twilio", new TwilioCamelComponent(connection)),
                        "twilio-out.xml")) {
            OutboundMessage plain = Texts.toAnn(1, "Hi");
            OutboundMessage message = new OutboundMessage(
                    plain.id(),
                    1,
                    plain.token(),
                    plain.team(),
                    plain.contact(),
                    plain.address(),
                    null,
                    plain.text(),
                    null,
                    Map.of(),
                    validity,
                    () -> true);
            assertThat(new TwilioSmsChannel(plumbing, connection, SenderPauses.on(InstantSource.system()))
                            .send(message))
                    .isInstanceOf(outcome);
            return body.get();
        } finally {
            twilio.stop(0);
        }
    }

    private static TwilioConfig config(String sid, String url, String from, double segments) {
        return (TwilioConfig) java.lang.reflect.Proxy.newProxyInstance(
                TwilioConfig.class.getClassLoader(),
                new Class<?>[] {TwilioConfig.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "accountSid" -> sid;
                    case "authToken" -> sid.isEmpty() ? "" : "token";
                    case "url" -> url;
                    case "from" -> from;
                    case "segments_per_second" -> segments;
                    default -> method.getDefaultValue();
                });
    }
}
