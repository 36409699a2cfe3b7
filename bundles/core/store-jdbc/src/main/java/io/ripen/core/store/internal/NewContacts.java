package io.ripen.core.store.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The contacts that one transaction inserted. Nobody else sees them before it commits, so they are as they were written, and
 * no run of theirs exists but those that it began itself: the database need not be asked. Most leads that come in are new,
 * and two of the eight statements for one were such questions. Belongs to the transaction's thread.
 */
public final class NewContacts {
    private final Map<ContactId, Contact> asWritten = new HashMap<>();
    private final Set<Long> withoutRuns = new HashSet<>();

    public void inserted(Contact contact) {
        asWritten.put(contact.id(), contact);
        withoutRuns.add(contact.id().value());
    }

    /** Its row is not what was inserted any more. */
    public void changed(ContactId id) {
        asWritten.remove(id);
    }

    public void began(long contact) {
        withoutRuns.remove(contact);
    }

    /** Takes those of {@code ids} that are still as they were inserted into {@code found}; answers the others. */
    public Collection<ContactId> take(Collection<ContactId> ids, Map<ContactId, Contact> found) {
        if (asWritten.isEmpty()) {
            return ids;
        }
        return ids.stream()
                .filter(id -> {
                    Contact contact = asWritten.get(id);
                    if (contact != null) {
                        found.put(id, contact);
                    }
                    return contact == null;
                })
                .toList();
    }

    /** Those of {@code contacts} that may have runs. */
    public Collection<Long> mayHaveRuns(Collection<Long> contacts) {
        if (withoutRuns.isEmpty()) {
            return contacts;
        }
        return contacts.stream().filter(id -> !withoutRuns.contains(id)).toList();
    }
}
