package io.ripen.mailbox.internal;

import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.delivery.MessageId;
import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import io.ripen.mail.MailTokens;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose a mail is: by our token in the address, then by the Message-IDs that it answers, then by its sender. A
 * Message-ID counts only when it is the very one that the message went out with. Thread-safe.
 */
final class Matching {
    /** The e-mail channel puts the message's number into its Message-ID. */
    private static final Pattern OURS = Pattern.compile("^<ripen\\.(\\d{1,18})\\.[0-9a-f]{1,64}@[^<>\\s]{1,255}>$");

    private static final int MOST_IDS = 50;

    private final Stores stores;
    private final Projection projection;
    private final MailTokens tokens;

    Matching(Stores stores, Projection projection, MailTokens tokens) {
        this.stores = stores;
        this.projection = projection;
        this.tokens = tokens;
    }

    Match find(UnitOfWork work, MailReading mail) {
        String token = mail.token();
        Optional<MessageId> signed = token == null ? Optional.empty() : tokens.verify(token);
        if (signed.isPresent()) {
            Optional<MessageRow> message =
                    stores.messages().find(work, signed.get().value());
            if (message.isPresent()) {
                return matched(Match.TOKEN, message.get());
            }
        }
        boolean answer = mail.kind() == MailKind.REPLY || mail.kind() == MailKind.AUTO_REPLY;
        if (answer) {
            Match found = byIds(work, Match.IN_REPLY_TO, mail.inReplyTo());
            found = found != null ? found : byIds(work, Match.REFERENCES, newestFirst(mail.references()));
            return found != null ? found : bySender(work, mail.from());
        }
        Match found = byIds(work, Match.ORIGINAL, mail.originals());
        found = found != null ? found : byIds(work, Match.IN_REPLY_TO, mail.inReplyTo());
        found = found != null ? found : byIds(work, Match.REFERENCES, newestFirst(mail.references()));
        if (found != null) {
            return found;
        }
        for (String recipient : recipients(mail)) {
            Match known = bySender(work, recipient);
            if (known.contact() != null) {
                return known;
            }
        }
        return Match.NOBODY;
    }

    private static List<String> recipients(MailReading mail) {
        if (mail.bounce() != null) {
            return mail.bounce().recipients();
        }
        if (mail.complaint() != null) {
            return mail.complaint().recipients();
        }
        return mail.from() == null ? List.of() : List.of(mail.from());
    }

    private static List<String> newestFirst(List<String> ids) {
        List<String> turned = new ArrayList<>(ids);
        Collections.reverse(turned);
        return turned;
    }

    private @Nullable Match byIds(UnitOfWork work, String by, List<String> ids) {
        int asked = 0;
        for (String id : ids) {
            Matcher matcher = OURS.matcher(id);
            if (matcher.matches() && asked++ < MOST_IDS) {
                Optional<MessageRow> message = stores.messages().find(work, Long.parseLong(matcher.group(1)));
                if (message.isPresent() && id.equals(message.get().providerId())) {
                    return matched(by, message.get());
                }
            }
        }
        return null;
    }

    private Match bySender(UnitOfWork work, @Nullable String address) {
        if (address == null) {
            return Match.NOBODY;
        }
        List<Contact> contacts = projection.findByAddress(work, address);
        if (contacts.isEmpty()) {
            return Match.NOBODY;
        }
        return new Match(Match.SENDER, contacts.get(0).team(), contacts.get(0).id(), null);
    }

    /** Everybody else who has the address that wrote, or the one that we wrote to: an answer is of all of them, as by text. */
    List<ContactId> others(UnitOfWork work, MailReading mail, Match match) {
        boolean answer = mail.kind() == MailKind.REPLY || mail.kind() == MailKind.AUTO_REPLY;
        MessageRow message = match.message();
        if (!answer || message == null) {
            return List.of();
        }
        Set<ContactId> others = new LinkedHashSet<>();
        for (String address :
                mail.from() == null ? List.of(message.address()) : List.of(mail.from(), message.address())) {
            projection.findByAddress(work, address).forEach(contact -> others.add(contact.id()));
        }
        others.remove(new ContactId(message.contact()));
        return List.copyOf(others);
    }

    private static Match matched(String by, MessageRow message) {
        return new Match(by, new TeamId(message.team()), new ContactId(message.contact()), message);
    }
}
