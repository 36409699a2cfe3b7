package io.ripen.benchmarks.mail;

import io.ripen.benchmarks.product.PlainClock;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.email.internal.EmailChannel;
import io.ripen.channel.email.internal.MailServer;
import io.ripen.channel.email.internal.SmtpCamelComponent;
import io.ripen.channel.email.internal.SmtpSettings;
import io.ripen.channel.email.internal.SmtpTarget;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.engine.internal.plumbing.PlumbingAllowList;
import io.ripen.engine.internal.plumbing.PlumbingRoutes;
import io.ripen.sequence.Problem;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;

/** The product's e-mail channel with the shipped route {@code smtp-out.xml}. */
final class ChannelSender implements MailSender {
    private static final Team TEAM = new Team(TeamId.DEFAULT, "Default", ZoneOffset.UTC, "US", Map.of());

    private final String name;
    private final MailServer server;
    private final PlumbingRoutes plumbing;
    private final EmailChannel channel;

    /** @param mailsPerConnection 1 makes a connection for each mail */
    ChannelSender(String name, Path sources, int port, int connections, int mailsPerConnection) throws Exception {
        this.name = name;
        server = new MailServer(
                new SmtpSettings(
                        SmtpTarget.parse("smtp://127.0.0.1:" + port),
                        SmtpSettings.StartTls.OFFERED,
                        connections,
                        Duration.ofSeconds(30),
                        mailsPerConnection,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(25)),
                new InternetAddress("sales@example.com"));
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("ripen-smtp", new SmtpCamelComponent(server));
        plumbing = new PlumbingRoutes(context, PlumbingAllowList.with(List.of(), List.of()));
        List<Problem> problems =
                plumbing.load("smtp-out.xml", Files.readString(sources.resolve("camel-routes/plumbing/smtp-out.xml")));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The shipped route is not accepted: " + problems);
        }
        channel = new EmailChannel(plumbing, server, PlainClock.NOW);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(int number) {
        Outcome outcome = channel.send(new OutboundMessage(
                new MessageId(number + 1L),
                1,
                "token",
                TEAM,
                contact(number),
                Letter.to(number),
                Letter.subject(number),
                Letter.text(number),
                Letter.html(number),
                Map.of(),
                null,
                () -> true));
        if (!(outcome instanceof Outcome.Accepted)) {
            throw new IllegalStateException("Not accepted: " + outcome);
        }
    }

    private static Contact contact(int number) {
        return new Contact(
                new ContactId(number + 1L),
                TeamId.DEFAULT,
                null,
                "Lead " + number,
                null,
                Letter.to(number),
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                0);
    }

    @Override
    public void close() {
        plumbing.close();
        server.close();
    }
}
