package io.ripen.inbound.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ripen.inbound.mail.internal.read.StandardMailReader;
import io.ripen.mail.MailIntake;
import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.xml.in.ModelParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped route fetches from a real IMAP server. */
class ImapIntakeTest {
    private static final Path ROUTE = Path.of("../../../camel-routes/plumbing/imap-in.xml");
    private static final String ADDRESS = "sales@acme.example";
    private static final String PASSWORD = "p@ss+word";
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final List<MailReading> taken = new CopyOnWriteArrayList<>();
    private final StandardMailReader reader = new StandardMailReader();
    private volatile String refused = "";
    private volatile boolean away;
    private volatile boolean held;
    private int port;
    private GreenMail server;
    private GreenMailUser user;
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        startServer();
        camel = new DefaultCamelContext();
        camel.disableJMX();
        ImapTarget target = ImapTarget.parse("imap://sales%40acme.example:p%40ss+word@127.0.0.1:" + port);
        camel.addComponent(
                ImapCamelComponent.SCHEME,
                new ImapCamelComponent(
                        new ImapSettings(target, Duration.ofMillis(200), 2, Duration.ofSeconds(5)), () -> held));
        camel.addComponent(MailInComponent.SCHEME, new MailInComponent(() -> away ? null : this::take));
        try (InputStream in = Files.newInputStream(ROUTE)) {
            RoutesDefinition routes = new ModelParser(in, "http://camel.apache.org/schema/xml-io")
                    .parseRoutesDefinition()
                    .orElseThrow();
            camel.addRouteDefinitions(routes.getRoutes());
        }
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop();
    }

    @Test
    void fetchesEachMailOnceAndMarksItAsRead() throws Exception {
        deliver(reply("<1@lead.example>", "Yes"));
        deliver(reply("<2@lead.example>", "No"));

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(ids()).containsExactly("<1@lead.example>", "<2@lead.example>"));
        await().atMost(BOUND).untilAsserted(() -> assertThat(seen()).containsExactly(true, true));
        deliver(reply("<3@lead.example>", "Later"));
        await().atMost(BOUND).untilAsserted(() -> assertThat(ids()).hasSize(3));
        assertThat(taken).extracting(MailReading::newText).containsExactly("Yes", "No", "Later");
    }

    @Test
    void aBrokenMailAmongGoodOnesStopsNothing() throws Exception {
        deliver(reply("<1@lead.example>", "Yes"));
        deliver("From: \"\0broken\r\nSubject: =?klingon?q?=ZZ?=\r\nContent-Type: multipart/mixed; boundary=\"\r\n"
                + "Content-Transfer-Encoding: x-none\r\n\r\n--\r\nContent-Type: ;;;\r\n\r\n\0\0");
        deliver(reply("<2@lead.example>", "No"));

        await().atMost(BOUND).untilAsserted(() -> assertThat(seen()).containsExactly(true, true, true));
        assertThat(taken).hasSize(3);
        assertThat(taken.get(1).kind()).isEqualTo(MailKind.OTHER);
        assertThat(taken.get(1).problem()).isNotBlank();
        assertThat(taken.get(2).newText()).isEqualTo("No");
    }

    @Test
    void aMailThatCouldNotBeKeptStaysUnreadAndComesAgain() throws Exception {
        refused = "<1@lead.example>";
        deliver(reply("<1@lead.example>", "Yes"));
        deliver(reply("<2@lead.example>", "No"));

        await().atMost(BOUND).untilAsserted(() -> assertThat(ids()).contains("<2@lead.example>"));
        await().atMost(BOUND).untilAsserted(() -> assertThat(seen()).containsExactly(false, true));

        refused = "";
        await().atMost(BOUND).untilAsserted(() -> assertThat(seen()).containsExactly(true, true));
        assertThat(ids()).containsExactly("<2@lead.example>", "<1@lead.example>");
    }

    @Test
    void whileTheIntakeIsAwayMailsStayUnread() throws Exception {
        away = true;
        deliver(reply("<1@lead.example>", "Yes"));
        await().during(Duration.ofMillis(800))
                .atMost(BOUND)
                .untilAsserted(() -> assertThat(seen()).containsExactly(false));

        away = false;
        await().atMost(BOUND).untilAsserted(() -> assertThat(ids()).containsExactly("<1@lead.example>"));
    }

    /** Two are fetched in a look at most, so the third one shows that those before it are passed over. */
    @Test
    void whileEverythingIsHeldMailsAreTakenInOnceAndStayUnreadForTheOriginal() throws Exception {
        held = true;
        deliver(reply("<1@lead.example>", "Yes"));
        deliver(reply("<2@lead.example>", "No"));
        deliver(reply("<3@lead.example>", "Later"));

        await().atMost(BOUND).untilAsserted(() -> assertThat(ids()).contains("<3@lead.example>"));
        await().during(Duration.ofMillis(800))
                .atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(ids()).containsExactly("<1@lead.example>", "<2@lead.example>", "<3@lead.example>"));
        assertThat(seen()).containsExactly(false, false, false);

        held = false;
        deliver(reply("<4@lead.example>", "Stop"));
        await().atMost(BOUND).untilAsserted(() -> assertThat(seen()).containsExactly(true, true, true, true));
        assertThat(ids()).contains("<4@lead.example>");
    }

    @Test
    void aMailThatCouldNotBeKeptWhileEverythingIsHeldComesAgain() throws Exception {
        held = true;
        refused = "<1@lead.example>";
        deliver(reply("<1@lead.example>", "Yes"));
        deliver(reply("<2@lead.example>", "No"));
        await().atMost(BOUND).untilAsserted(() -> assertThat(ids()).containsExactly("<2@lead.example>"));

        refused = "";
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(ids()).containsExactly("<2@lead.example>", "<1@lead.example>"));
        assertThat(seen()).containsExactly(false, false);
    }

    @Test
    void goesOnWhenTheConnectionIsBack() throws Exception {
        deliver(reply("<1@lead.example>", "Yes"));
        await().atMost(BOUND).untilAsserted(() -> assertThat(seen()).containsExactly(true));

        server.stop();
        startServer();
        deliver(reply("<2@lead.example>", "No"));

        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(ids()).containsExactly("<1@lead.example>", "<2@lead.example>"));
    }

    @Test
    void headersThatSteerCamelAreGone() {
        Object[] headers = new Object[1];
        var exchange = camel.createProducerTemplate().request("ripen-mail-in:take", sent -> {
            sent.getIn().setBody(reply("<1@lead.example>", "Yes").getBytes(StandardCharsets.UTF_8));
            sent.getIn().setHeader("CamelTwilioTo", "+15550100");
            sent.getIn().setHeader("cAmElFileName", "/etc/passwd");
            sent.getIn().setHeader("mail.smtp.host", "evil.example");
            sent.getIn().setHeader("MAIL.SMTPS.host", "evil.example");
            sent.getIn().setHeader("RipenMailContact", "7");
        });

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys("RipenMailKind");
        assertThat(headers[0]).isNull();
    }

    @Test
    void withNoMailboxNothingComesAndNothingFails() throws Exception {
        try (DefaultCamelContext idle = new DefaultCamelContext()) {
            idle.disableJMX();
            idle.addComponent(
                    ImapCamelComponent.SCHEME,
                    new ImapCamelComponent(
                            new ImapSettings(null, Duration.ofSeconds(1), 50, Duration.ofSeconds(5)), () -> false));
            idle.start();
            assertThat(idle.getEndpoint("ripen-imap:inbox?delete=true").createConsumer(exchange -> {}))
                    .isNotNull();
        }
    }

    private MailIntake.Taken take(byte[] mail) {
        MailReading reading = reader.read(mail);
        if (refused.equals(reading.messageId())) {
            throw new IllegalStateException("The database is away.");
        }
        taken.add(reading);
        return new MailIntake.Taken(reading, false, Optional.empty(), Optional.empty(), null);
    }

    private List<String> ids() {
        return taken.stream().map(MailReading::messageId).toList();
    }

    private void startServer() {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        user = server.setUser(ADDRESS, ADDRESS, PASSWORD);
    }

    private void deliver(String mail) throws Exception {
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
    }

    private List<Boolean> seen() throws Exception {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", port, ADDRESS, PASSWORD);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Boolean> seen = new ArrayList<>();
            for (Message message : inbox.getMessages()) {
                assertThat(message.isSet(Flags.Flag.DELETED)).isFalse();
                seen.add(message.isSet(Flags.Flag.SEEN));
            }
            return seen;
        }
    }

    private static String reply(String id, String text) {
        return "From: Ann <ann@lead.example>\r\nTo: sales@acme.example\r\nSubject: Re: Offer\r\nMessage-ID: " + id
                + "\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text
                + "\r\n";
    }
}
