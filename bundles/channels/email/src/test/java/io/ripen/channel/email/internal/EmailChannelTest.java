package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.health.HealthCheck;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.testkit.FilePlumbing;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The e-mail channel")
class EmailChannelTest {
    private MailWorld world;

    @BeforeEach
    void start() throws Exception {
        world = new MailWorld();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void sends_text_and_html_in_the_leads_own_letters() {
        Outcome outcome = world.channel.send(Mails.mail(
                1, 1, Mails.ANN, "Grüße, 安 😀", "Grüße\n.\n..dots\nend", "<p>Grüße 😀</p>", Map.of("X-Campaign", "ä")));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        SandboxMessage received = only();
        assertThat(received.to()).isEqualTo(Mails.ANN);
        assertThat(received.subject()).isEqualTo("Grüße, 安 😀");
        assertThat(received.text().replace("\r\n", "\n")).isEqualTo("Grüße\n.\n..dots\nend");
        assertThat(received.html()).isEqualTo("<p>Grüße 😀</p>");
        assertThat(received.from()).contains("hello@acme.example");
        assertThat(received.providerId()).isEqualTo(((Outcome.Accepted) outcome).providerId());
    }

    @Test
    void every_attempt_has_the_same_message_id_and_every_message_another() {
        world.channel.send(Mails.mail(1, 1, Mails.ANN, "S", "T", null, Map.of()));
        world.channel.send(Mails.mail(1, 2, Mails.ANN, "S", "T", null, Map.of()));
        world.channel.send(Mails.mail(2, 1, Mails.ANN, "S", "T", null, Map.of()));

        List<String> ids = world.sandbox.messages(0, 10).stream()
                .map(SandboxMessage::providerId)
                .toList();
        assertThat(ids.get(0))
                .matches("<ripen\\.1\\.[0-9a-f]{16}@acme\\.example>")
                .isEqualTo(ids.get(1));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void many_mails_go_over_one_connection() {
        for (int i = 1; i <= 50; i++) {
            assertThat(world.channel.send(Mails.toAnn(i))).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(world.sandbox.smtpConnections()).isEqualTo(1);
    }

    @Test
    void a_connection_is_replaced_after_its_share_of_mails() throws Exception {
        try (MailWorld shared = new MailWorld(10)) {
            for (int i = 1; i <= 50; i++) {
                shared.channel.send(Mails.toAnn(i));
            }
            assertThat(shared.sandbox.smtpConnections()).isEqualTo(5);
        }
    }

    @Test
    void a_connection_that_the_server_closed_is_replaced_and_the_mail_goes_out_once() {
        world.channel.send(Mails.toAnn(1));
        world.sandbox.dropConnections();

        assertThat(world.channel.send(Mails.toAnn(2))).isInstanceOf(Outcome.Accepted.class);
        assertThat(world.sandbox.count()).isEqualTo(2);
        assertThat(world.sandbox.smtpConnections()).isEqualTo(2);
    }

    @Test
    void a_refused_lead_does_not_cost_the_connection() {
        world.sandbox.fail(Fault.SMTP_PERMANENT, 1);
        assertThat(world.channel.send(Mails.toAnn(1))).isInstanceOf(Outcome.Refused.class);
        assertThat(world.channel.send(Mails.toAnn(2))).isInstanceOf(Outcome.Accepted.class);
        assertThat(world.sandbox.smtpConnections()).isEqualTo(1);
    }

    @Test
    void a_mail_that_broke_off_before_its_end_was_not_accepted() {
        world.sandbox.fail(Fault.SMTP_DROP_BEFORE_DOT, 1);
        String large = "0123456789 ".repeat(2_000_000);
        assertThat(world.channel.send(Mails.mail(1, 1, Mails.ANN, "S", large, null, Map.of())))
                .isInstanceOf(Outcome.Unavailable.class);
        assertThat(world.sandbox.count()).isZero();
    }

    @Test
    void a_wrong_password_is_our_fault_and_makes_health_critical_until_it_is_right() {
        world.sandbox.fail(Fault.SMTP_UNAUTHORIZED, 1);
        assertThat(world.channel.send(Mails.toAnn(1)))
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        pause -> assertThat(pause.retryAfter()).isGreaterThanOrEqualTo(Duration.ofMinutes(1)));
        assertThat(world.channel.check().status()).isEqualTo(HealthCheck.Status.CRITICAL);

        world.channel.send(Mails.toAnn(1));
        assertThat(world.channel.check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void nobody_listening_is_unavailable() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(sendTo("smtp://127.0.0.1:" + free)).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void a_server_that_never_greets_is_unavailable_within_the_time_limit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            long begun = System.nanoTime();
            assertThat(sendTo("smtp://127.0.0.1:" + silent.getLocalPort())).isInstanceOf(Outcome.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@example.com, eve@example.com",
                "ann@example.com\r\nRCPT TO:<eve@example.com>",
                "ann@example.com\nBcc: eve@example.com"
            })
    void what_is_not_one_address_is_refused(String address) {
        assertThat(world.channel.send(Mails.mail(1, 1, address, "S", "T", null, Map.of())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(world.sandbox.count()).isZero();
    }

    @Test
    void no_header_can_be_smuggled_in() throws Exception {
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("Bcc", "eve@example.com");
        hostile.put("X-Note", "one\r\nBcc: eve@example.com\r\n\r\nbody");
        hostile.put("X-Bad\r\nBcc: eve@example.com", "x");
        hostile.put("mail.smtp.host", "evil.example");
        hostile.put("CamelMailTo", "eve@example.com");
        hostile.put("Content-Type", "text/plain");
        OutboundMessage message =
                Mails.mail(1, 1, Mails.ANN, "Hello\r\nBcc: eve@example.com", "T", "<p>T</p>", hostile);

        assertThat(world.channel.send(message)).isInstanceOf(Outcome.Accepted.class);

        assertThat(world.sandbox.messages(0, 10)).extracting(SandboxMessage::to).containsExactly(Mails.ANN);
        String head = head(message);
        assertThat(head.lines()).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(head).doesNotContain("mail.smtp").doesNotContain("Camel").contains("multipart/alternative");
    }

    @Test
    void a_header_that_names_another_mail_server_does_not_reach_the_session() {
        // As it would be if another route had put it on the exchange.
        var reply = world.plumbing.request(
                "email-out",
                compose(Mails.toAnn(1)),
                Map.of("Mail.SMTP.host", "evil.invalid", "mail.smtp.host", "evil.invalid", "mail.smtps.port", "1"));

        assertThat(reply.failure()).isNull();
        assertThat(world.sandbox.count()).isEqualTo(1);
    }

    private static Outcome sendTo(String url) throws Exception {
        try (MailServer server = MailWorld.server(url, 100);
                FilePlumbing plumbing = new FilePlumbing(
                        MailWorld.PLUMBING, Map.of("ripen-smtp", new SmtpCamelComponent(server)), "smtp-out.xml")) {
            return new EmailChannel(plumbing, server, MailWorld.CLOCK).send(Mails.toAnn(1));
        }
    }

    private static String head(OutboundMessage message) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        compose(message).writeTo(bytes);
        String whole = bytes.toString(StandardCharsets.UTF_8);
        return whole.substring(0, whole.indexOf("\r\n\r\n"));
    }

    private static MimeMessage compose(OutboundMessage message) {
        try {
            return MailComposer.compose(
                    message,
                    new InternetAddress("hello@acme.example"),
                    MailWorld.CLOCK.machine().instant());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private SandboxMessage only() {
        List<SandboxMessage> all = world.sandbox.messages(0, 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
