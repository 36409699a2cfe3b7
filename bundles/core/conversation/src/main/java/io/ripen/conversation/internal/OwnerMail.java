package io.ripen.conversation.internal;

import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.core.store.NotificationRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails to our own people, by the same mail server as those to leads. They pass no gate: nobody is nurtured by them, and no
 * cap or quiet hour of a lead may keep an owner from learning that a lead waits.
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

    @Activate
    public OwnerMail(@Reference Stores stores, @Reference Teams teams, @Reference WritingChannels channels) {
        this.stores = stores;
        this.teams = teams;
        this.channels = channels;
    }

    Told send(NotificationRow row) {
        Channel channel = channels.get(CHANNEL);
        if (channel == null) {
            return new Told(false, "The channel 'email' is not installed.");
        }
        Optional<Contact> contact =
                stores.transactions().call(work -> stores.contacts().find(work, new ContactId(row.contact())));
        Optional<Team> team = teams.find(new TeamId(row.team()));
        if (contact.isEmpty() || team.isEmpty()) {
            return new Told(true, "The contact was deleted before the owner was told.");
        }
        OutboundMessage message = new OutboundMessage(
                new MessageId(OUT_OF_THE_WAY + row.id()),
                row.attempt(),
                "",
                team.get(),
                contact.get(),
                row.target(),
                row.subject(),
                row.body(),
                null,
                Map.of("Auto-Submitted", "auto-generated"),
                null,
                () -> true);
        try {
            return told(channel.send(message));
        } catch (RuntimeException | LinkageError failed) {
            LOG.warn("The owner {} could not be told by e-mail; it is tried again.", row.target(), failed);
            return new Told(false, "The channel failed: " + failed);
        }
    }

    private static Told told(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return new Told(true, "Told as " + accepted.providerId() + ".");
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Told(true, "The mail server refused it: " + refused.code() + " " + refused.reason());
        }
        // At least once: a mail to ourselves that comes twice does no harm, one that is lost does.
        return new Told(
                false,
                outcome instanceof Outcome.Unavailable unavailable
                        ? unavailable.reason()
                        : ((Outcome.Unknown) outcome).reason());
    }
}
