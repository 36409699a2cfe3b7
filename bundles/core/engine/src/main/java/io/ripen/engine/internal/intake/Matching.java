package io.ripen.engine.internal.intake;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.InvalidEventException;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the contacts that a batch of events concerns, in at most two statements. Belongs to one transaction. */
final class Matching {
    private final Map<ContactId, Contact> byId;
    private final List<Contact> byAddress;

    Matching(Stores stores, UnitOfWork work, List<Event> events) {
        Set<ContactId> ids = new HashSet<>();
        Set<String> phones = new HashSet<>();
        Set<String> emails = new HashSet<>();
        for (Event event : events) {
            String address = event.address();
            if (event.contact() != null) {
                ids.add(event.contact());
            } else if (address != null) {
                (address.indexOf('@') >= 0 ? emails : phones).add(key(address));
            }
        }
        byId = ids.isEmpty() ? Map.of() : stores.contacts().findAll(work, ids);
        byAddress = phones.isEmpty() && emails.isEmpty()
                ? List.of()
                : stores.contacts().findByAddresses(work, phones, emails);
    }

    /** Whom the event concerns: the one that it names, or all that have the address, in its team if it names one. */
    List<Contact> contacts(Event event) {
        if (event.contact() != null) {
            Contact contact = byId.get(event.contact());
            if (contact == null) {
                throw new InvalidEventException("contactId", "There is no contact " + event.contact() + ".");
            }
            if (event.team() != null && !event.team().equals(contact.team())) {
                throw new InvalidEventException(
                        "team",
                        "Contact " + contact.id() + " is not of team '" + event.team() + "'. Leave the team out; it is"
                                + " taken from the contact.");
            }
            return List.of(contact);
        }
        if (event.address() == null) {
            return List.of();
        }
        String key = key(event.address());
        boolean email = key.indexOf('@') >= 0;
        List<Contact> found = new ArrayList<>();
        for (Contact contact : byAddress) {
            String own = email ? lower(contact.email()) : phone(contact.phoneE164());
            if (key.equals(own) && (event.team() == null || event.team().equals(contact.team()))) {
                found.add(contact);
            }
        }
        return found;
    }

    /** E.164 or lower-case e-mail address; a number in national spelling is for its sender to complete. */
    static String key(String address) {
        String stripped = address.strip();
        if (stripped.indexOf('@') >= 0) {
            return stripped.toLowerCase(Locale.ROOT);
        }
        String digits = stripped.replaceAll("[^0-9+]", "");
        return AddressKind.PHONE.key(digits.startsWith("00") ? "+" + digits.substring(2) : digits);
    }

    private static @Nullable String phone(@Nullable String e164) {
        return e164 == null ? null : AddressKind.PHONE.key(e164);
    }

    private static @Nullable String lower(@Nullable String email) {
        return email == null ? null : email.strip().toLowerCase(Locale.ROOT);
    }
}
