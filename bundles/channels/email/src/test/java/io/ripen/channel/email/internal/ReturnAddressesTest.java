package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ripen.channel.Outcome;
import io.ripen.delivery.MessageId;
import io.ripen.mail.MailTokens;
import io.ripen.testkit.FilePlumbing;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers and bounces come back to addresses with the message's token, over a real SMTP server. */
class ReturnAddressesTest {
    private static final MailTokens TOKENS = new MailTokens() {
        @Override
        public String sign(MessageId message) {
            return "token" + message.value();
        }

        @Override
        public Optional<MessageId> verify(String token) {
            return Optional.empty();
        }
    };

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        smtp.start();
    }

    @AfterEach
    void stop() {
        smtp.stop();
    }

    @Test
    void bothHaveTheToken() throws Exception {
        MimeMessage mail = sent("in.acme.example", TOKENS, Map.of());

        assertThat(mail.getReplyTo()).hasSize(1);
        assertThat(((InternetAddress) mail.getReplyTo()[0]).getAddress()).isEqualTo("reply+token7@in.acme.example");
        assertThat(((InternetAddress) mail.getReplyTo()[0]).getPersonal()).isEqualTo("Acme");
        assertThat(mail.getHeader("Return-Path")).containsExactly("<bounce+token7@in.acme.example>");
        assertThat(((InternetAddress) mail.getFrom()[0]).getAddress()).isEqualTo("hello@acme.example");
    }

    @Test
    void theTemplatesOwnReplyToStays() throws Exception {
        MimeMessage mail = sent("@in.acme.example", TOKENS, Map.of("Reply-To", "desk@acme.example"));

        assertThat(((InternetAddress) mail.getReplyTo()[0]).getAddress()).isEqualTo("desk@acme.example");
        assertThat(mail.getHeader("Return-Path")).containsExactly("<bounce+token7@in.acme.example>");
    }

    @Test
    void withoutADomainOrTokensTheSenderIsAnswered() throws Exception {
        for (MimeMessage mail :
                new MimeMessage[] {sent("", TOKENS, Map.of()), sent("in.acme.example", null, Map.of())}) {
            assertThat(((InternetAddress) mail.getReplyTo()[0]).getAddress()).isEqualTo("hello@acme.example");
            assertThat(mail.getHeader("Return-Path")).containsExactly("<hello@acme.example>");
        }
    }

    private MimeMessage sent(String domain, MailTokens tokens, Map<String, String> headers) throws Exception {
        smtp.purgeEmailFromAllMailboxes();
        SmtpSettings settings = new SmtpSettings(
                SmtpTarget.parse("smtp://127.0.0.1:" + smtp.getSmtp().getPort()),
                SmtpSettings.StartTls.NEVER,
                1,
                Duration.ofSeconds(30),
                100,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
        try (MailServer server = new MailServer(settings, new InternetAddress("hello@acme.example", "Acme"), domain);
                FilePlumbing plumbing = new FilePlumbing(
                        MailWorld.PLUMBING, Map.of("ripen-smtp", new SmtpCamelComponent(server)), "smtp-out.xml")) {
            EmailChannel channel = new EmailChannel(plumbing, server, MailWorld.CLOCK);
            channel.tokens = tokens;
            assertThat(channel.send(Mails.mail(7, 1, Mails.ANN, "S", "T", null, headers)))
                    .isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(smtp.waitForIncomingEmail(5_000, 1)).isTrue();
        return smtp.getReceivedMessages()[0];
    }
}
