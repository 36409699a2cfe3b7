package io.ripen.channel.email.internal;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.channel.Consequence;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.channel.TemplateFormat;
import io.ripen.health.HealthCheck;
import io.ripen.mail.MailTokens;
import io.ripen.route.Plumbing;
import io.ripen.time.RipenClock;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** E-mail, through the plumbing route {@value #ROUTE_OUT}. */
@Component(service = {Channel.class, HealthCheck.class})
@ChannelType("email")
public final class EmailChannel implements Channel, HealthCheck {
    static final String ROUTE_OUT = "email-out";
    private static final Duration NOT_READY = Duration.ofSeconds(5);
    private static final String FROM = "from";

    private final Plumbing plumbing;
    private final MailServer server;
    private final RipenClock clock;
    /** Not there when mail is not read. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable MailTokens tokens;

    /** What somebody has to mend, as the server said it last; null when the last answer was a good one. */
    private volatile @Nullable String fault;

    @Activate
    public EmailChannel(@Reference Plumbing plumbing, @Reference MailServer server, @Reference RipenClock clock) {
        this.plumbing = plumbing;
        var unused = plumbing.has(ROUTE_OUT); // so that health tells when it is missing
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Outcome send(OutboundMessage message) {
        Optional<InternetAddress> configured = server.from();
        if (configured.isEmpty()) {
            return new Outcome.Unavailable(NOT_READY, server.problem());
        }
        if (!plumbing.has(ROUTE_OUT)) {
            return new Outcome.Unavailable(
                    NOT_READY,
                    "There is no plumbing route that begins at direct:" + ROUTE_OUT
                            + ". Put smtp-out.xml back into camel-routes/plumbing.");
        }
        try {
            InternetAddress from = sender(message, configured.get());
            MimeMessage mail =
                    MailComposer.compose(message, from, clock.machine().instant());
            MailTokens signer = tokens;
            Optional<String> inbound = server.inboundDomain();
            if (signer != null && inbound.isPresent()) {
                ReturnAddresses.put(mail, from, inbound.get(), signer.sign(message.id()));
            }
            String messageId = mail.getMessageID();
            if (!message.mayBegin().getAsBoolean()) {
                return new Outcome.Unavailable(
                        Duration.ZERO, "Ripen was interrupted before the mail was sent. It goes out later.");
            }
            Plumbing.Reply reply;
            try {
                reply = plumbing.request(ROUTE_OUT, mail, headers(message, from, messageId));
            } catch (IllegalStateException e) {
                // The route was taken away just now; nothing was done.
                return new Outcome.Unavailable(NOT_READY, String.valueOf(e.getMessage()));
            }
            MailOutcomes.Reading reading = MailOutcomes.of(reply, messageId);
            note(reading);
            return reading.outcome();
        } catch (MailComposer.BadAddress e) {
            return new Outcome.Refused("5.1.3", String.valueOf(e.getMessage()));
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail that was just composed cannot be addressed.", e);
        }
    }

    private static InternetAddress sender(OutboundMessage message, InternetAddress configured)
            throws MailComposer.BadAddress {
        String own = message.headers().get(FROM);
        return own == null || own.isBlank()
                ? SenderName.named(configured, false, message)
                : SenderName.named(MailComposer.address(own), true, message);
    }

    private static Map<String, Object> headers(OutboundMessage message, InternetAddress from, String messageId) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("RipenTo", message.address());
        headers.put("RipenFrom", from.toString());
        headers.put("RipenMessageId", message.id().toString());
        headers.put("RipenAttempt", message.attempt());
        headers.put("RipenProviderId", messageId);
        headers.put("RipenText", message.text());
        String subject = message.subject();
        if (subject != null) {
            headers.put("RipenSubject", subject);
        }
        String html = message.html();
        if (html != null) {
            headers.put("RipenHtml", html);
        }
        return headers;
    }

    private void note(MailOutcomes.Reading reading) {
        if (reading.ourFault() && reading.outcome() instanceof Outcome.Unavailable unavailable) {
            fault = unavailable.reason();
        } else if (reading.outcome() instanceof Outcome.Accepted && fault != null) {
            fault = null;
        }
    }

    @Override
    public Consequence consequence(String code) {
        return SmtpCodes.TABLE.of(code);
    }

    @Override
    public Reconciliation reconcile(OutboundMessage message, Instant sentAt, List<String> knownProviderIds) {
        return new Reconciliation.Repeatable(
                "A mail server cannot be asked what it accepted. The mail is sent once more under the same Message-ID,"
                        + " by which the receiving side recognises it.");
    }

    @Override
    public AddressKind addressKind() {
        return AddressKind.EMAIL;
    }

    @Override
    public TemplateFormat templateFormat() {
        return TemplateFormat.MAIL;
    }

    @Override
    public Set<String> options() {
        return Set.of(FROM);
    }

    @Override
    public int concurrency() {
        return server.settings().map(SmtpSettings::connections).orElse(1);
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public Result check() {
        String said = fault;
        if (said != null) {
            return new Result(
                    Status.CRITICAL,
                    said + " No mail is lost: they wait. Check url and from in etc/io.ripen.channel.email.cfg.");
        }
        return server.settings()
                .map(settings -> new Result(
                        Status.OK,
                        server.isSandbox()
                                ? "Mails go to the sandbox, since no mail server is configured."
                                : "Mails go out by " + settings.target() + "."))
                .orElseGet(() -> new Result(Status.CRITICAL, server.problem()));
    }
}
