package io.ripen.core.store;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The local projection of contacts. The keys that addresses are found by are the phone number in E.164 and the e-mail
 * address in lower case. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class ContactStore {

    ContactStore() {}

    /**
     * Inserts contacts whose ids come from {@link IdAllocator}.
     *
     * @throws StoreException when one of their (team, external id) exists already
     */
    public void insert(UnitOfWork work, List<Contact> contacts) {
        throw new UnsupportedOperationException();
    }

    /** The contacts of these ids, without a lock; missing ones are left out. */
    public Map<ContactId, Contact> findAll(UnitOfWork work, Collection<ContactId> ids) {
        throw new UnsupportedOperationException();
    }

    public Optional<Contact> find(UnitOfWork work, ContactId id) {
        throw new UnsupportedOperationException();
    }

    /** Locks the contacts of these ids in order of id and reads them; missing ones are left out. */
    public Map<ContactId, Contact> lock(UnitOfWork work, Collection<ContactId> ids) {
        throw new UnsupportedOperationException();
    }

    /** Every team's contacts with one of these phone numbers (E.164) or e-mail addresses (any case); newest first. */
    public List<Contact> findByAddresses(UnitOfWork work, Collection<String> phonesE164, Collection<String> emails) {
        throw new UnsupportedOperationException();
    }

    /** A team's contacts that have one of these external ids, e-mail addresses (any case) or phone numbers (E.164). */
    public List<Contact> findInTeam(
            UnitOfWork work,
            TeamId team,
            Collection<String> externalIds,
            Collection<String> emails,
            Collection<String> phonesE164) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes contacts anew, each with the version that its record says. The caller has locked them.
     *
     * @param now business time
     */
    public void update(UnitOfWork work, List<Contact> contacts, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Deletes a contact; its messages, events and history stay. True when there was one. */
    public boolean delete(UnitOfWork work, ContactId id) {
        throw new UnsupportedOperationException();
    }

    /** One page of a team's contacts, or of all teams' when it is null, in order of id. */
    public List<Contact> list(UnitOfWork work, @org.jspecify.annotations.Nullable TeamId team, long after, int limit) {
        throw new UnsupportedOperationException();
    }
}
