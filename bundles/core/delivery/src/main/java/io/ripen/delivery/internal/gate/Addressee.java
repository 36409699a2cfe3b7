package io.ripen.delivery.internal.gate;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.crm.Contact;
import io.ripen.crm.PhoneExtension;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a contact is reached by a channel. */
final class Addressee {
    private Addressee() {}

    /** E.164, the lower-case e-mail address, or the empty string for a channel without addresses; null when there is none. */
    static @Nullable String address(Channel channel, Contact contact) {
        String email = contact.email();
        return switch (channel.addressKind()) {
            case PHONE -> isBehindSwitchboard(channel, contact) ? null : contact.phoneE164();
            case EMAIL ->
                email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
            case NONE -> "";
        };
    }

    /** Why there is none, and the cure. */
    static String missing(Channel channel, Contact contact) {
        if (channel.addressKind() == AddressKind.EMAIL) {
            return "The contact has no e-mail address. Add one to the contact.";
        }
        if (isBehindSwitchboard(channel, contact)) {
            return "The contact's phone number '" + contact.phone()
                    + "' has an extension. It can be called, and not texted. Add a mobile number to the contact.";
        }
        return contact.phone() == null
                ? "The contact has no phone number. Add one to the contact."
                : "The contact's phone number '" + contact.phone()
                        + "' cannot be read as a number. Write it with its country code, such as +1 415 555 0100.";
    }

    private static boolean isBehindSwitchboard(Channel channel, Contact contact) {
        return channel.addressKind() == AddressKind.PHONE
                && !channel.reachesExtensions()
                && contact.phone() != null
                && PhoneExtension.in(contact.phone()).isPresent();
    }
}
