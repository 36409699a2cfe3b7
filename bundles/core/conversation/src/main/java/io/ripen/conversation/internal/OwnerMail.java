package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.core.store.NotificationRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Blocks;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.policy.Suppressions;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails to our own people, by the same mail server as those to leads. They are no messages to a lead: no cap, quiet hour or
 * consent of the lead may keep an owner from learning that a lead waits, and no row among the lead's messages tells of them. What
 * protects the address and the sender holds for them all the same: an address that bounced or opted out gets none, a block of
 * everything, of the team or of its mail holds them, and the sender's pace pays for them. The record of each is its row among
 * the notifications, and a line in the lead's timeline.
 */
@Component(service = OwnerMail.class)
public final class OwnerMail {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerMail.class);
    private static final String CHANNEL = "email";
    /** Far from every id that a message to a lead can have, so that an answer to it is never taken for a lead's. */
    private static final long OUT_OF_THE_WAY = 1L << 62;

    private final Stores stores;
    private final Teams teams;
    private final WritingChannels channels;
    private final Suppressions suppressions;
    private final Blocks blocks;

    /** The pace of the sender, when it is installed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(" + PolicyType.PROPERTY + "=pace)")
    private volatile @Nullable Policy pace;

    @Activate
    public OwnerMail(
            @Reference Stores stores,
            @Reference Teams teams,
            @Reference WritingChannels channels,
            @Reference Suppressions suppressions,
            @Reference Blocks blocks) {
        this.stores = stores;
        this.teams = teams;
        this.channels = channels;
        this.suppressions = suppressions;
        this.blocks = blocks;
    }

    /** Without OSGi: lets a policy count what is sent. */
    void pace(Policy policy) {
        this.pace = policy;
    }

    /**
     * Sends one.
     *
     * @param mayBegin asked right before the first byte leaves
     */
    Told send(NotificationRow row, BooleanSupplier mayBegin) {
        Channel channel = channels.get(CHANNEL);
        if (channel == null) {
            return Told.later("The channel 'email' is not installed.");
        }
        Optional<Team> found = teams.find(new TeamId(row.team()));
        boolean gone = stores.transactions()
                .call(work -> stores.contacts()
                        .find(work, new ContactId(row.contact()))
                        .isEmpty());
        if (gone || found.isEmpty()) {
            return Told.done("The contact was deleted before the owner was told.");
        }
        Team team = found.get();
        Contact person = People.own(team.id(), row.target());
        Optional<Told> refused = stores.transactions().call(work -> refused(work, row, team, person));
        if (refused.isPresent()) {
            return refused.get();
        }
        OutboundMessage message = new OutboundMessage(
                new MessageId(OUT_OF_THE_WAY + row.id()),
                row.attempt(),
                "",
                team,
                person,
                row.target(),
                row.subject(),
                row.body(),
                null,
                Map.of("Auto-Submitted", "auto-generated"),
                null,
                mayBegin);
        try {
            return told(channel.send(message));
        } catch (RuntimeException | LinkageError failed) {
            LOG.warn("The owner {} could not be told by e-mail; it is tried again.", row.target(), failed);
            return Told.later("The channel failed: " + failed);
        }
    }

    /** What keeps it from going, if anything does; when nothing does, the sender's pace has paid for it. */
    private Optional<Told> refused(UnitOfWork work, NotificationRow row, Team team, Contact person) {
        String address = AddressKind.EMAIL.key(row.target());
        Suppressions.Suppression suppressed =
                suppressions.among(work, AddressKind.EMAIL, List.of(address)).get(address);
        if (suppressed != null) {
            return Optional.of(Told.done("Not sent. Nothing may go to this address since " + suppressed.since() + ": "
                    + suppressed.reason()));
        }
        List<String> names = List.of(
                Blocks.HOLD,
                Blocks.ALL,
                Blocks.team(team.id()),
                Blocks.channel(CHANNEL),
                Blocks.sender(team.id(), CHANNEL),
                Blocks.address(AddressKind.EMAIL, address));
        Map<String, Blocks.Block> set = blocks.among(work, names);
        for (String name : names) {
            Blocks.Block block = set.get(name);
            if (block != null) {
                return Optional.of(Told.held("It waits until the block '" + name + "' is lifted: " + block.reason()));
            }
        }
        Policy counting = pace;
        if (counting != null) {
            Send send = new Send(
                    new MessageId(OUT_OF_THE_WAY + row.id()),
                    SendPath.NOTICE,
                    team,
                    person,
                    CHANNEL,
                    AddressKind.EMAIL,
                    address,
                    row.body(),
                    stores.clock().instant(),
                    Send.USUAL_PRIORITY,
                    null,
                    null,
                    null);
            if (!(counting.decide(List.of(send), work).get(0) instanceof Decision.Allow)) {
                return Optional.of(Told.held("It waits, since the sender may send only so many mails in a time."));
            }
        }
        return Optional.empty();
    }

    private static Told told(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return Told.done("Sent as " + accepted.providerId() + ".");
        }
        if (outcome instanceof Outcome.Refused refused) {
            return Told.done("The mail server refused it: " + refused.code() + " " + refused.reason());
        }
        // At least once: a mail to ourselves that comes twice does no harm, one that is lost does.
        return Told.later(
                outcome instanceof Outcome.Unavailable unavailable
                        ? unavailable.reason()
                        : ((Outcome.Unknown) outcome).reason());
    }
}
