package io.ripen.crm;

import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The local projection of the CRM's contacts, which every lead is read from: the truth for the embedded CRM, a
 * synchronised copy for a connector. Writing to it normalises the phone number (E.164) and the e-mail address, and
 * reports what changed as events in the same transaction.
 *
 * <p>Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
@ProviderType
public interface Projection {

    /**
     * Inserts contacts and receives a {@code contact.created} event for each.
     *
     * @return the contacts in the order of the drafts
     * @throws InvalidContactException when one of them cannot be kept; roll the transaction back
     */
    List<Contact> insert(UnitOfWork work, List<ContactDraft> drafts, EventSource source);

    /** What is wrong with a draft; empty when it can be kept. Asks nothing of the database. */
    List<InvalidContactException.Problem> check(ContactDraft draft);

    Optional<Contact> find(UnitOfWork work, ContactId id);

    /** The contacts of these ids; missing ones are left out. One statement. */
    Map<ContactId, Contact> findAll(UnitOfWork work, Collection<ContactId> ids);

    /** All contacts, of every team, with this phone number (any spelling) or e-mail address; newest first. */
    List<Contact> findByAddress(UnitOfWork work, String phoneOrEmail);

    /**
     * Which contacts to page through: those of the teams whose own zone is one of {@code zones}, and those without a zone
     * of their own in the teams {@code zoneless}.
     *
     * @param after only ids greater than this; 0 to begin
     * @param limit 1 to 1,000
     */
    record Slice(Set<TeamId> teams, Set<ZoneId> zones, Set<TeamId> zoneless, long after, int limit) {}

    /** One page of contacts, in order of id; empty at the end. One statement. */
    default List<Contact> slice(UnitOfWork work, Slice slice) {
        throw new UnsupportedOperationException("This projection cannot be paged through.");
    }

    /** The zones that contacts have of their own; each is there once. Reads through all contacts: ask it rarely. */
    default Set<ZoneId> zones(UnitOfWork work) {
        throw new UnsupportedOperationException("This projection does not know its zones.");
    }

    /** Locks the contact, changes it, and receives {@code tag.added}, {@code stage.changed}, … for what really changed. */
    Optional<Contact> change(UnitOfWork work, ContactId id, ContactChange change, EventSource source);

    /** Deletes the contact and stops its enrollments; suppressions stay. */
    boolean delete(UnitOfWork work, ContactId id);
}
