package io.ripen.mailbox.internal;

import io.ripen.core.store.MessageRow;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.mail.Bounce;
import io.ripen.mail.Complaint;
import io.ripen.mail.MailReading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The event that a mail stands for. */
final class MailEvents {
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_LINE = 500;

    private MailEvents() {}

    /** Null when nothing happened to anybody: a mail of no meaning, or one that names nobody. */
    static @Nullable Event of(MailReading mail, Match match, String id, Instant at) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("channel", "email");
        data.put("messageId", id);
        put(data, "subject", mail.subject(), LONGEST_LINE);
        MessageRow message = match.message();
        if (message != null) {
            data.put("message", String.valueOf(message.id()));
            put(data, "step", message.step(), LONGEST_LINE);
            put(data, "sequence", message.sequence(), LONGEST_LINE);
        }
        put(data, "matchedBy", match.by(), LONGEST_LINE);
        if (message != null && unsubscribes(mail, match)) {
            data.put("source", "list-unsubscribe");
            data.put("address", message.address());
            return event("mail:" + id, EventTypes.OPT_OUT, match, null, at, data);
        }
        String type;
        String address;
        Bounce bounce = mail.bounce();
        Complaint complaint = mail.complaint();
        switch (mail.kind()) {
            case REPLY -> {
                type = EventTypes.EMAIL_RECEIVED;
                address = mail.from();
                data.put("text", shortened(mail.newText(), LONGEST_TEXT));
                put(data, "from", mail.from(), LONGEST_LINE);
            }
            case AUTO_REPLY -> {
                type = EventTypes.EMAIL_AUTO_REPLY;
                address = mail.from();
                data.put("text", shortened(mail.newText(), LONGEST_TEXT));
                if (mail.returnDate() != null) {
                    data.put("returnDate", mail.returnDate().toString());
                }
            }
            case BOUNCE -> {
                type = EventTypes.EMAIL_BOUNCED;
                List<String> recipients = bounce == null ? List.of() : bounce.recipients();
                address = message != null ? message.address() : first(recipients);
                data.put("hard", bounce != null && bounce.hard());
                if (bounce != null && bounce.delayed()) {
                    data.put("delayed", true);
                }
                put(data, "status", bounce == null ? null : bounce.status(), LONGEST_LINE);
                put(data, "recipient", address, LONGEST_LINE);
                // Anybody can write a mail that looks like a bounce; only the token proves that it is one of ours.
                data.put("verified", match.certain());
            }
            case COMPLAINT -> {
                type = EventTypes.EMAIL_COMPLAINED;
                List<String> recipients = complaint == null ? List.of() : complaint.recipients();
                address = message != null ? message.address() : first(recipients);
                put(data, "complaint", complaint == null ? null : complaint.type(), LONGEST_LINE);
                put(data, "recipient", address, LONGEST_LINE);
                data.put("verified", message != null);
            }
            default -> {
                return null;
            }
        }
        // Of several contacts with the sender's address all are meant; a message of ours went to one of them.
        boolean one = message != null;
        if (!one && address == null) {
            return null;
        }
        return event("mail:" + id, type, match, one ? null : address, at, data);
    }

    /**
     * The lead's mailer wrote to the address of the message's {@code List-Unsubscribe}. The token proves it; what the mail
     * says, and whether a person or a machine wrote it, does not matter.
     */
    static boolean unsubscribes(MailReading mail, Match match) {
        return match.certain()
                && mail.bounce() == null
                && mail.complaint() == null
                && mail.to().stream().anyMatch(to -> to.startsWith("unsubscribe+"));
    }

    /** The same of another contact with the address. Which message of ours it answers is known of the first one only. */
    static Event alsoOf(Event event, ContactId other) {
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        data.keySet().removeAll(Set.of("message", "step", "sequence"));
        return new Event(event.id() + "#" + other, event.type(), null, other, null, event.at(), event.source(), data);
    }

    private static Event event(
            String id, String type, Match match, @Nullable String address, Instant at, Map<String, Object> data) {
        return new Event(
                id,
                type,
                address == null ? match.team() : null,
                address == null ? match.contact() : null,
                address,
                at,
                EventSource.PROVIDER,
                data);
    }

    private static @Nullable String first(List<String> addresses) {
        return addresses.isEmpty() ? null : addresses.get(0);
    }

    private static void put(Map<String, Object> data, String name, @Nullable String value, int longest) {
        if (value != null && !value.isEmpty()) {
            data.put(name, shortened(value, longest));
        }
    }

    private static String shortened(String text, int longest) {
        String some = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
        return some.indexOf('\0') < 0 ? some : some.replace("\0", "");
    }
}
