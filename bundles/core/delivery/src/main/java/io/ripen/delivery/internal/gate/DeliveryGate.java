package io.ripen.delivery.internal.gate;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.links.Links;
import io.ripen.delivery.internal.links.TrackingSettings;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.delivery.internal.render.Templates;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way out. Thread-safe. */
@Component(
        service = {Gate.class, DeliveryGate.class},
        configurationPid = GateConfig.PID)
@Designate(ocd = GateConfig.class)
public final class DeliveryGate implements Gate {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryGate.class);
    private static final Duration CHANNEL_AWAY = Duration.ofSeconds(1);

    private final GateParts parts;
    private final ChannelReach reach;
    private final AttemptTokens tokens;

    @Activate
    public DeliveryGate(
            @Reference Stores stores,
            @Reference Teams teams,
            @Reference InstalledChannels channels,
            @Reference InstalledPolicies policies,
            @Reference Links links,
            @Reference OwnTemplates own,
            @Reference Aftermath aftermath,
            GateConfig config) {
        this(
                stores,
                teams,
                channels,
                policies,
                AttemptTokens.of(stores),
                GateSettings.of(config),
                links,
                own,
                aftermath);
    }

    /** A gate that tracks nothing. */
    public static DeliveryGate untracked(
            Stores stores,
            Teams teams,
            InstalledChannels channels,
            InstalledPolicies policies,
            AttemptTokens tokens,
            GateSettings settings) {
        return untracked(
                stores,
                teams,
                channels,
                policies,
                tokens,
                settings,
                Aftermath.of(stores, channels, new KeptBlocks(stores)));
    }

    /** Without OSGi. */
    public static DeliveryGate tracked(
            Stores stores,
            Teams teams,
            InstalledChannels channels,
            InstalledPolicies policies,
            AttemptTokens tokens,
            GateSettings settings,
            Links links,
            OwnTemplates own,
            Aftermath aftermath) {
        return new DeliveryGate(stores, teams, channels, policies, tokens, settings, links, own, aftermath);
    }

    /** An untracked gate with a part that is shared with the callbacks. */
    public static DeliveryGate untracked(
            Stores stores,
            Teams teams,
            InstalledChannels channels,
            InstalledPolicies policies,
            AttemptTokens tokens,
            GateSettings settings,
            Aftermath aftermath) {
        return new DeliveryGate(
                stores,
                teams,
                channels,
                policies,
                tokens,
                settings,
                new Links(stores, TrackingSettings.OFF),
                new OwnTemplates(stores),
                aftermath);
    }

    private DeliveryGate(
            Stores stores,
            Teams teams,
            InstalledChannels channels,
            InstalledPolicies policies,
            AttemptTokens tokens,
            GateSettings settings,
            Links links,
            OwnTemplates own,
            Aftermath aftermath) {
        this.tokens = tokens;
        this.reach = new ChannelReach(stores.clock().machine());
        this.parts = new GateParts(
                stores,
                stores.clock(),
                teams,
                channels,
                new Policing(policies, settings.mandatory(), stores.clock().speed()),
                new Templates(links::keep),
                links,
                own,
                settings.closing(),
                aftermath,
                settings.named());
    }

    @Override
    public List<GateAnswer> admit(UnitOfWork work, List<TouchRequest> requests) {
        return requests.isEmpty() ? List.of() : new Admission(parts, work, requests).answer();
    }

    @Override
    public Finding.Answered send(Admitted message, BooleanSupplier mayBegin) {
        Channel channel = parts.channels().get(message.channel());
        if (channel == null) {
            return new Finding.Answered(new Outcome.Unavailable(
                    CHANNEL_AWAY,
                    "The channel '" + message.channel() + "' was uninstalled before the message was sent."));
        }
        Duration validity = validity(message);
        if (validity != null && (validity.isZero() || validity.isNegative())) {
            return new Finding.Answered(new Outcome.Unavailable(
                    Duration.ZERO,
                    "The allowed hours were over before the message could be sent. It is planned again."));
        }
        try {
            // What is left of the window says nothing to a provider whose clock is slower.
            Duration said = parts.clock().speed() == 1 ? validity : null;
            Outcome outcome = channel.send(outbound(message, said, mayBegin));
            if (outcome != null) {
                reach.heard(message.channel(), outcome);
                return new Finding.Answered(outcome);
            }
            return unknown(message, "answered nothing", null);
        } catch (Throwable failed) { // whatever it was, the request may have gone out
            return unknown(message, "failed with " + failed, failed);
        }
    }

    @Override
    public Finding.Asked reconcile(Admitted message) {
        Channel channel = parts.channels().get(message.channel());
        if (channel == null) {
            return undecided(
                    "The channel '" + message.channel() + "' is not installed, so its provider cannot be asked.");
        }
        try {
            Reconciliation found =
                    channel.reconcile(outbound(message, null, () -> false), message.sentAt(), known(message));
            if (found instanceof Reconciliation.Repeatable && message.repeated()) {
                return undecided(
                        "It was sent a second time under the same id. Whether that one arrived is unknown too.");
            }
            return found == null
                    ? undecided("The channel '" + message.channel() + "' answered nothing.")
                    : new Finding.Asked(found);
        } catch (Throwable failed) { // asking changes nothing at the provider
            LOG.warn(
                    "Asking the provider of channel '{}' about message {} failed.",
                    message.channel(),
                    message.id(),
                    failed);
            return undecided("Asking the provider failed: " + failed);
        }
    }

    @Override
    public List<Settled> settle(UnitOfWork work, List<Found> found) {
        return found.isEmpty() ? List.of() : new Settling(parts, work).write(found);
    }

    @Override
    public Set<String> channels() {
        return parts.channels().types();
    }

    @Override
    public int concurrency(String channel) {
        Channel installed = parts.channels().get(channel);
        return installed == null ? 1 : Math.max(1, installed.concurrency());
    }

    /** The channels that do not reach their providers now, with what is known of it. */
    public Map<String, String> unreachedChannels() {
        return reach.unreached();
    }

    /** The channels that write to an address of the lead by a provider. What a person does later, such as a call, needs none. */
    public Set<String> addressedChannels() {
        Set<String> addressed = new TreeSet<>();
        for (String type : parts.channels().types()) {
            Channel channel = parts.channels().get(type);
            if (channel != null && channel.addressKind() != AddressKind.NONE && channel.laterOutcome() == null) {
                addressed.add(type);
            }
        }
        return addressed;
    }

    /** Mandatory policies that are not installed; while there are any, nothing is sent. */
    public Set<String> missingPolicies() {
        return parts.policing().missing();
    }

    /** Policies that failed when they were asked last; what they failed at is held. */
    public Set<String> failingPolicies() {
        return parts.policing().failing();
    }

    @Override
    public List<Admitted> inDoubt(UnitOfWork work, Collection<Long> messages) {
        List<MessageRow> rows = parts.stores().messages().findAll(work, messages).stream()
                .filter(row -> row.state() == MessageState.SENDING || row.state() == MessageState.UNKNOWN)
                .toList();
        Map<ContactId, Contact> contacts = parts.stores()
                .contacts()
                .findAll(
                        work,
                        rows.stream().map(row -> new ContactId(row.contact())).toList());
        MessageRows written =
                new MessageRows(parts.clock().instant(), parts.clock().machine().instant());
        List<Admitted> attempts = new ArrayList<>(rows.size());
        for (MessageRow row : rows) {
            Contact contact = contacts.get(new ContactId(row.contact()));
            if (contact != null) {
                attempts.add(written.lastAttempt(row, parts.team(contact.team()), contact));
            }
        }
        return attempts;
    }

    private List<String> known(Admitted message) {
        Instant since = parts.clock().instant().minus(FoundIds.CONFUSABLE);
        return parts.stores()
                .transactions()
                .call(work -> List.copyOf(parts.stores().messages().providerIdsTo(work, message.address(), since)));
    }

    /** Machine time that is left of what the policies allow. */
    private @Nullable Duration validity(Admitted message) {
        return message.validUntil() == null ? null : parts.clock().pauseUntil(message.validUntil());
    }

    private OutboundMessage outbound(Admitted message, @Nullable Duration validity, BooleanSupplier mayBegin) {
        return new OutboundMessage(
                new MessageId(message.id()),
                message.attempt(),
                tokens.sign(message.id(), message.attempt()),
                message.team(),
                message.contact(),
                message.address(),
                message.subject(),
                message.text(),
                message.html(),
                message.headers(),
                validity,
                mayBegin);
    }

    private static Finding.Answered unknown(Admitted message, String what, @Nullable Throwable cause) {
        LOG.error(
                "Channel '{}' {} for message {}, so nobody knows whether it went out; the provider will be asked.",
                message.channel(),
                what,
                message.id(),
                cause);
        return new Finding.Answered(new Outcome.Unknown("The channel '" + message.channel() + "' " + what + "."));
    }

    private static Finding.Asked undecided(String reason) {
        return new Finding.Asked(new Reconciliation.Undecided(reason));
    }
}
