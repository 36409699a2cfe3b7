package io.ripen.channel.sms.twilio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.health.HealthCheck;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.testkit.FilePlumbing;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The SMS channel")
class TwilioSmsChannelTest {
    private TwilioWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new TwilioWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void sends_the_text_to_the_lead_from_our_number() {
        Outcome outcome = world.channel.send(Texts.toAnn(1, "Grüße, Ann & co = 100 % 😀"));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        SandboxMessage received = world.sandbox.messages(0, 10).get(0);
        assertThat(received.text()).isEqualTo("Grüße, Ann & co = 100 % 😀");
        assertThat(received.to()).isEqualTo(Texts.ANN);
        assertThat(received.from()).isEqualTo(TwilioWorld.OUR_NUMBER);
        assertThat(received.providerId()).isEqualTo(((Outcome.Accepted) outcome).providerId());
    }

    @Test
    void a_node_that_lost_its_lease_on_the_way_to_the_socket_sends_nothing() {
        AtomicInteger asked = new AtomicInteger();
        OutboundMessage late = Texts.toAnn(1, "Hi", () -> asked.incrementAndGet() < 1);

        Outcome outcome = world.channel.send(late);

        assertThat(asked).hasValue(1);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        told -> assertThat(told.reason()).contains("lost its lease"));
        assertThat(world.sandbox.count()).isZero();
    }

    @Test
    void an_attempt_is_found_also_when_another_sender_is_configured_by_now() {
        Instant sentAt = InstantSource.system().instant();
        OutboundMessage message = Texts.toAnn(1, "From the other number", Map.of("from", "+12025550199"));
        Outcome.Accepted sent = (Outcome.Accepted) world.channel.send(message);

        assertThat(world.channel.reconcile(Texts.toAnn(1, "From the other number"), sentAt, List.of()))
                .isEqualTo(new Reconciliation.Found(sent.providerId()));
    }

    @Test
    void a_messaging_service_chooses_the_number() {
        String service = "MG" + "0123456789abcdef".repeat(2);
        Instant sentAt = InstantSource.system().instant();

        Outcome outcome = world.channel.send(Texts.toAnn(1, "By the service", Map.of("from", service)));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(world.sandbox.messages(0, 10).get(0).from()).isEqualTo(service);
        // Twilio's list has the number that the service chose, so nothing is looked for by its sender.
        assertThat(world.channel.reconcile(Texts.toAnn(1, "By the service"), sentAt, List.of()))
                .isEqualTo(new Reconciliation.Found(((Outcome.Accepted) outcome).providerId()));
    }

    @Test
    void a_text_that_looks_like_an_expression_is_sent_as_it_is() {
        world.channel.send(Texts.toAnn(1, "${camelContext.stop()} {{secret}} $simple{body}"));

        assertThat(world.sandbox.messages(0, 10).get(0).text())
                .isEqualTo("${camelContext.stop()} {{secret}} $simple{body}");
    }

    @Test
    void nobody_listening_is_unavailable_since_nothing_went_out() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(sendTo("http://127.0.0.1:" + free)).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void a_host_that_does_not_exist_is_unavailable() throws Exception {
        assertThat(sendTo("http://twilio.invalid")).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void a_server_that_takes_the_request_and_never_answers_is_unknown_within_the_time_limit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            long begun = System.nanoTime();
            Outcome outcome = sendTo("http://127.0.0.1:" + silent.getLocalPort());
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void wrong_credentials_are_our_fault_and_make_health_critical_until_they_are_right() throws Exception {
        world.sandbox.fail(Fault.UNAUTHORIZED, 1);
        Outcome refused = world.channel.send(Texts.toAnn(1, "Hi"));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        pause -> assertThat(pause.retryAfter()).isGreaterThanOrEqualTo(Duration.ofMinutes(1)));
        assertThat(world.channel.check().status()).isEqualTo(HealthCheck.Status.CRITICAL);
        assertThat(world.channel.check().message()).contains("20003").contains("authToken");

        world.channel.send(Texts.toAnn(1, "Hi"));
        assertThat(world.channel.check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void too_many_requests_pauses_as_long_as_twilio_asks() {
        world.sandbox.fail(Fault.TOO_MANY_REQUESTS, 1);
        assertThat(world.channel.send(Texts.toAnn(1, "Hi")))
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        pause -> assertThat(pause.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void a_connection_that_the_server_closed_meanwhile_sends_no_message_twice() {
        world.channel.send(Texts.toAnn(1, "One"));
        world.sandbox.dropConnections();
        Outcome second = world.channel.send(Texts.toAnn(2, "Two"));
        // Either the pool saw it in time, or nobody knows; never a blind repetition.
        assertThat(second).isInstanceOfAny(Outcome.Accepted.class, Outcome.Unknown.class);
        assertThat(world.sandbox.count()).isLessThanOrEqualTo(2);
    }

    @Test
    void reconciling_finds_this_message_and_not_another_with_the_same_text() {
        Instant sentAt = InstantSource.system().instant();
        OutboundMessage message = Texts.toAnn(1, "Same text");
        Outcome.Accepted other = (Outcome.Accepted) world.channel.send(message);

        assertThat(world.channel.reconcile(message, sentAt, List.of(other.providerId())))
                .isInstanceOf(Reconciliation.NotFound.class);
        Outcome.Accepted mine = (Outcome.Accepted) world.channel.send(message);
        assertThat(world.channel.reconcile(message, sentAt, List.of(other.providerId())))
                .isEqualTo(new Reconciliation.Found(mine.providerId()));
    }

    @Test
    void reconciling_does_not_take_an_older_message_for_this_one() {
        OutboundMessage message = Texts.toAnn(1, "Happy birthday");
        world.channel.send(message);
        Instant aYearLater = InstantSource.system().instant().plus(Duration.ofDays(365));
        assertThat(world.channel.reconcile(message, aYearLater, List.of())).isInstanceOf(Reconciliation.NotFound.class);
    }

    @Test
    void reconciling_reads_every_page_of_the_list() {
        Instant sentAt = InstantSource.system().instant();
        OutboundMessage message = Texts.toAnn(1, "The first of many");
        Outcome.Accepted first = (Outcome.Accepted) world.channel.send(message);
        for (int i = 0; i < 250; i++) {
            world.channel.send(Texts.toAnn(2 + i, "Another " + i));
        }
        assertThat(world.channel.reconcile(message, sentAt, List.of()))
                .isEqualTo(new Reconciliation.Found(first.providerId()));
    }

    @Test
    void without_its_plumbing_route_messages_wait() throws Exception {
        try (FilePlumbing empty = new FilePlumbing(TwilioWorld.PLUMBING, Map.of())) {
            Outcome outcome = new TwilioSmsChannel(empty, world.connection, SenderPauses.on(world.clock))
                    .send(Texts.toAnn(1, "Hi"));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Unavailable.class,
                            waiting -> assertThat(waiting.reason()).contains("direct:sms-out"));
        }
    }

    private static Outcome sendTo(String url) throws Exception {
        try (TwilioConnection connection = TwilioWorld.connection(url, "token");
                FilePlumbing plumbing = new FilePlumbing(
                        TwilioWorld.PLUMBING,
                        Map.of("ripen-twilio", new TwilioCamelComponent(connection)),
                        "twilio-out.xml")) {
            return new TwilioSmsChannel(plumbing, connection, SenderPauses.on(InstantSource.system()))
                    .send(Texts.toAnn(1, "Hi"));
        }
    }
}
