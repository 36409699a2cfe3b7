package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address, and the channel that it is written to by, as the gate names both.
 *
 * @param address E.164, or the lower-case e-mail address
 */
record Reach(AddressKind kind, String address, String channel) {
    private static final String SMS = "sms";
    private static final String EMAIL = "email";

    /** All that a contact has. */
    static List<Reach> of(Contact contact) {
        List<Reach> all = new ArrayList<>(2);
        if (contact.phoneE164() != null) {
            all.add(new Reach(AddressKind.PHONE, contact.phoneE164(), SMS));
        }
        if (contact.email() != null && !contact.email().isBlank()) {
            all.add(new Reach(AddressKind.EMAIL, lower(contact.email()), EMAIL));
        }
        return all;
    }

    /** An address as an event gives it; null when it is none. */
    static @Nullable Reach of(@Nullable String address, @Nullable String channel) {
        if (address == null || address.isBlank()) {
            return null;
        }
        boolean mail = address.indexOf('@') > 0;
        return new Reach(
                mail ? AddressKind.EMAIL : AddressKind.PHONE,
                mail ? lower(address) : address.strip(),
                channel == null || channel.isBlank() ? (mail ? EMAIL : SMS) : channel);
    }

    /** The address that a lead wrote from: what the event says, else the one of its channel; null when there is none. */
    static @Nullable Reach from(Event event, Contact contact, String channel) {
        Object named = event.data().get("address");
        String address = named instanceof String text ? text : event.address();
        // A number is told in any spelling; the contact has it in the one that is compared.
        boolean mail = address == null ? channel.equals(EMAIL) : address.indexOf('@') > 0;
        if (mail) {
            return of(address == null ? contact.email() : address, channel);
        }
        return of(contact.phoneE164() == null ? address : contact.phoneE164(), channel);
    }

    private static String lower(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
