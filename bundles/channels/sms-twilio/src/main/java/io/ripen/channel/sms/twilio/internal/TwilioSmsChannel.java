package io.ripen.channel.sms.twilio.internal;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.channel.Consequence;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.channel.TemplateFormat;
import io.ripen.health.HealthCheck;
import io.ripen.route.Plumbing;
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

/** SMS, through the plumbing route {@value #ROUTE_OUT}. */
@Component(service = {Channel.class, HealthCheck.class})
@ChannelType("sms")
public final class TwilioSmsChannel implements Channel, HealthCheck {
    static final String ROUTE_OUT = "sms-out";
    private static final Duration NOT_READY = Duration.ofSeconds(5);
    private static final String FROM = "from";
    /** Twilio's own limit, ten hours. */
    private static final long LONGEST_VALIDITY = 36_000;

    private final Plumbing plumbing;
    private final TwilioConnection connection;
    private final SenderPauses pauses;
    /** What somebody has to mend, as Twilio said it last; null when the last answer was a good one. */
    private volatile @Nullable String fault;

    @Activate
    public TwilioSmsChannel(
            @Reference Plumbing plumbing, @Reference TwilioConnection connection, @Reference SenderPauses pauses) {
        this.plumbing = plumbing;
        var unused = plumbing.has(ROUTE_OUT); // so that health tells when it is missing
        this.connection = connection;
        this.pauses = pauses;
    }

    @Override
    public Outcome send(OutboundMessage message) {
        Optional<TwilioAccount> account = connection.account();
        if (account.isEmpty()) {
            return new Outcome.Unavailable(NOT_READY, connection.problem());
        }
        if (!plumbing.has(ROUTE_OUT)) {
            return new Outcome.Unavailable(
                    NOT_READY,
                    "There is no plumbing route that begins at direct:" + ROUTE_OUT
                            + ". Put twilio-out.xml back into camel-routes/plumbing.");
        }
        TwilioAccount from = account.get();
        String sender = message.headers().getOrDefault(FROM, from.from());
        Duration pause = pauses.left(sender);
        if (!pause.isZero()) {
            return new Outcome.Unavailable(
                    pause,
                    "Twilio takes no more texts from " + sender + " for the moment. The text was not sent and waits "
                            + pause.toSeconds() + " s.");
        }
        Map<String, Object> headers = new HashMap<>();
        headers.put("RipenTo", message.address());
        headers.put("RipenFrom", sender);
        headers.put("RipenMessageId", message.id().toString());
        headers.put("RipenAttempt", message.attempt());
        if (!from.publicUrl().isEmpty()) {
            headers.put("RipenCallback", from.statusUrl(message.token()));
        }
        Duration validity = message.validity();
        if (validity != null) {
            // Down, so that it never reaches past the window.
            long seconds = Math.min(LONGEST_VALIDITY, validity.toSeconds());
            if (seconds < 1) {
                return new Outcome.Unavailable(
                        Duration.ZERO,
                        "The allowed hours end within a second, so the text was not sent. It is planned again.");
            }
            headers.put("RipenValidity", seconds);
        }
        Plumbing.Reply reply;
        try (SendPermit permit = SendPermit.of(message)) {
            headers.put(SendPermit.HEADER, permit.key());
            reply = plumbing.request(ROUTE_OUT, message.text(), headers);
        } catch (IllegalStateException e) {
            // The route was taken away just now; nothing was done.
            return new Outcome.Unavailable(NOT_READY, String.valueOf(e.getMessage()));
        }
        Outcomes.Reading reading = Outcomes.of(reply);
        note(reading);
        if (reading.tooQuick() && reading.outcome() instanceof Outcome.Unavailable told) {
            return new Outcome.Unavailable(pauses.begin(sender, told.retryAfter()), told.reason(), told.code());
        }
        if (reading.outcome() instanceof Outcome.Accepted) {
            pauses.taken(sender);
        }
        return reading.outcome();
    }

    private void note(Outcomes.Reading reading) {
        if (reading.ourFault() && reading.outcome() instanceof Outcome.Unavailable unavailable) {
            fault = unavailable.reason();
        } else if (reading.outcome() instanceof Outcome.Accepted && fault != null) {
            fault = null;
        }
    }

    @Override
    public Consequence consequence(String code) {
        return TwilioCodes.TABLE.of(code);
    }

    @Override
    public double pace() {
        return connection.account().map(TwilioAccount::segmentsPerSecond).orElse(0.0);
    }

    @Override
    public Reconciliation reconcile(OutboundMessage message, Instant sentAt, List<String> knownProviderIds) {
        return connection
                .account()
                .map(account -> new Reconciler(connection.client()).look(message, sentAt, knownProviderIds))
                .orElseGet(() -> new Reconciliation.Undecided(connection.problem()));
    }

    @Override
    public AddressKind addressKind() {
        return AddressKind.PHONE;
    }

    @Override
    public TemplateFormat templateFormat() {
        return TemplateFormat.TEXT;
    }

    @Override
    public Set<String> options() {
        return Set.of(FROM);
    }

    @Override
    public int concurrency() {
        return connection.account().map(TwilioAccount::connections).orElse(1);
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public Result check() {
        String said = fault;
        if (said != null) {
            return new Result(
                    Status.CRITICAL,
                    said
                            + " No SMS is lost: they wait. Check accountSid, authToken and from in etc/io.ripen.channel.sms.twilio.cfg.");
        }
        return connection
                .account()
                .map(account -> new Result(
                        Status.OK,
                        account.sandbox()
                                ? "SMS go to the sandbox, since no Twilio account is configured."
                                : "SMS go out by " + account + "."))
                .orElseGet(() -> new Result(Status.CRITICAL, connection.problem()));
    }
}
