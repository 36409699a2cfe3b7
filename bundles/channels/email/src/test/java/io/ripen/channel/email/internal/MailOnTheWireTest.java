package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ripen.core.store.MessageRow;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.mail.MailTokens;
import io.ripen.policy.SendPath;
import io.ripen.testkit.FilePlumbing;
import jakarta.mail.Header;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the template through the gate and the channel to a mail server: all headers, and none besides. */
@DisplayName("A mail on the wire")
class MailOnTheWireTest {
    private static final Path DOCS = Path.of("../../../docs/provider-outcomes.md");
    private static final List<String> OF_EVERY_MAIL = List.of(
            "Return-Path",
            "Received",
            "From",
            "Reply-To",
            "To",
            "Date",
            "Subject",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding");
    private static final MailTokens TOKENS = new MailTokens() {
        @Override
        public String sign(MessageId message) {
            return message.value() + "xtoken";
        }

        @Override
        public Optional<MessageId> verify(String token) {
            return Optional.empty();
        }
    };

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private MailServer server;
    private FilePlumbing plumbing;
    private MailGate gate;

    @BeforeEach
    void start() throws Exception {
        smtp.start();
        SmtpSettings settings = new SmtpSettings(
                SmtpTarget.parse("smtp://127.0.0.1:" + smtp.getSmtp().getPort()),
                SmtpSettings.StartTls.NEVER,
                1,
                Duration.ofSeconds(30),
                100,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
        server = new MailServer(settings, new InternetAddress("hello@acme.example", "Acme"), "in.acme.example");
        plumbing = new FilePlumbing(
                MailWorld.PLUMBING, Map.of("ripen-smtp", new SmtpCamelComponent(server)), "smtp-out.xml");
        EmailChannel channel = new EmailChannel(plumbing, server, MailWorld.CLOCK);
        channel.tokens = TOKENS;
        gate = new MailGate(channel);
    }

    @AfterEach
    void stop() {
        gate.close();
        plumbing.close();
        server.close();
        smtp.stop();
    }

    @Test
    void of_a_sequence_says_who_wrote_it_how_to_get_no_more_and_where_we_are() throws Exception {
        MessageRow row = gate.sequenceMail("ann@example.com", "Subject: A case study\n\nHi {{contact.first_name}}.");
        MimeMessage mail = received(row);
        String token = row.id() + "xtoken@in.acme.example";

        assertThat(names(mail)).containsExactlyInAnyOrderElementsOf(sequenceHeaders());
        assertEveryMail(mail, row, token);
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(mail, "List-Unsubscribe"))
                .matches("<mailto:unsubscribe\\+" + row.id() + "xtoken@in\\.acme\\.example\\?subject=unsubscribe>,"
                        + " <https://leads\\.acme\\.example/t/u/[A-Za-z0-9_-]+>");
        assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        String text = String.valueOf(mail.getContent());
        assertThat(text)
                .startsWith("Hi Ann.")
                .contains("Unsubscribe: https://leads.acme.example/t/u/")
                .contains("Acme Homes, 1 Example Street, Springfield, IL 62701");
    }

    @Test
    void with_html_both_parts_say_it() throws Exception {
        MessageRow row = gate.sequenceMail(
                "ann@example.com",
                "Subject: A case study\n\nHi Ann.\n\n--- html\n<html><body><p>Hi Ann.</p></body></html>\n");
        MimeMessage mail = received(row);
        assertThat(names(mail))
                .containsExactlyInAnyOrderElementsOf(sequenceHeaders().stream()
                        .filter(name -> !name.equals("Content-Transfer-Encoding")
                                || names(mail).contains("Content-Transfer-Encoding"))
                        .toList());
        assertThat(row.html()).contains("/t/u/").contains("Acme Homes, 1 Example Street");
    }

    @Test
    void by_hand_is_a_letter_in_its_thread_and_no_mailing() throws Exception {
        Map<String, String> thread = new LinkedHashMap<>();
        thread.put("In-Reply-To", "<their-2@mail.example>");
        thread.put("References", "<ripen.1.00ff@acme.example> <their-1@mail.example> <their-2@mail.example>");
        MessageRow row = gate.mailOf(SendPath.HAND, "ann@example.com", "Re: A case study", thread);
        MimeMessage mail = received(row);

        assertThat(names(mail)).containsExactlyInAnyOrderElementsOf(with("In-Reply-To", "References"));
        assertEveryMail(mail, row, row.id() + "xtoken@in.acme.example");
        assertThat(header(mail, "In-Reply-To")).isEqualTo("<their-2@mail.example>");
        assertThat(header(mail, "References")).isEqualTo(thread.get("References"));
    }

    @Test
    void an_automatic_answer_says_that_no_person_wrote_it() throws Exception {
        MessageRow row = gate.mailOf(
                SendPath.NOTICE, "ann@example.com", "You are unsubscribed", Map.of("Auto-Submitted", "auto-replied"));
        MimeMessage mail = received(row);

        assertThat(names(mail)).containsExactlyInAnyOrderElementsOf(with("Auto-Submitted"));
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-replied");
    }

    /** A mail that is sent once more is the same mail to whoever gets it. */
    @Test
    void the_page_names_the_same_headers() throws Exception {
        List<String> rows = Files.readAllLines(DOCS).stream()
                .dropWhile(line -> !line.startsWith("### Headers of each mail"))
                .filter(line -> line.startsWith("| `"))
                .toList();
        MimeMessage sequence = received(gate.sequenceMail("ann@example.com", "Subject: S\n\nT"));
        MimeMessage hand = received(gate.mailOf(
                SendPath.HAND, "ann@example.com", "S", Map.of("In-Reply-To", "<a@b>", "References", "<a@b>")));
        assertThat(rows).hasSizeGreaterThan(6);
        for (String row : rows) {
            String[] cells = row.split("\\|");
            for (String name : cells[1].replace("`", "").strip().split(", ")) {
                assertThat(names(sequence).contains(name))
                        .as("%s of a sequence", name)
                        .isEqualTo(!cells[2].strip().startsWith("none"));
                assertThat(names(hand).contains(name))
                        .as("%s by hand", name)
                        .isEqualTo(!cells[3].strip().startsWith("none"));
            }
        }
    }

    private static void assertEveryMail(MimeMessage mail, MessageRow row, String token) throws Exception {
        assertThat(header(mail, "Return-Path")).isEqualTo("<bounce+" + token + ">");
        assertThat(header(mail, "From")).isEqualTo("Acme <hello@acme.example>");
        assertThat(header(mail, "Reply-To")).isEqualTo("Acme <reply+" + token + ">");
        assertThat(header(mail, "To")).isEqualTo("ann@example.com");
        assertThat(header(mail, "Message-ID"))
                .isEqualTo(row.providerId())
                .matches("<ripen\\." + row.id() + "\\.[0-9a-f]{16}@acme\\.example>");
        assertThat(header(mail, "Date")).contains("22 Nov 2026");
        assertThat(header(mail, "MIME-Version")).isEqualTo("1.0");
    }

    private static List<String> sequenceHeaders() {
        return with("Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post");
    }

    private static List<String> with(String... more) {
        List<String> names = new ArrayList<>(OF_EVERY_MAIL);
        names.addAll(List.of(more));
        return names;
    }

    private static List<String> names(MimeMessage mail) {
        try {
            return Collections.list(mail.getAllHeaders()).stream()
                    .map(Header::getName)
                    .distinct()
                    .toList();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(MimeMessage mail, String name) throws Exception {
        String[] all = mail.getHeader(name);
        assertThat(all).as(name).hasSize(1);
        return jakarta.mail.internet.MimeUtility.unfold(all[0]);
    }

    private MimeMessage received(MessageRow row) throws Exception {
        assertThat(row.state()).as(row.reason()).isEqualTo(MessageState.ACCEPTED);
        assertThat(smtp.waitForIncomingEmail(5_000, 1)).isTrue();
        MimeMessage[] all = smtp.getReceivedMessages();
        return all[all.length - 1];
    }
}
