package io.ripen.crm;

import io.ripen.access.Actor;
import io.ripen.transaction.UnitOfWork;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The CRM's contacts: the service that REST and other bundles create and change contacts by. The embedded CRM keeps them
 * in the {@link Projection} itself; a connector writes to its CRM and lets the projection follow. With several of them
 * the highest service ranking, then the lowest service id, is taken.
 *
 * <p>Thread-safe. Each call is one transaction together with the events that it causes ({@code contact.created},
 * {@code tag.added}, …), so a contact that was created is a contact that was enrolled.
 */
@ConsumerType
public interface Contacts {

    /**
     * Creates a contact.
     *
     * @throws DuplicateContactException when the external id is taken in the team; nothing was written
     * @throws InvalidContactException when the draft cannot be kept; nothing was written
     */
    Contact create(Actor by, ContactDraft draft);

    /**
     * Creates a contact in the caller's transaction, where the CRM is in the same database; a connector does it in one of its
     * own.
     *
     * @throws DuplicateContactException when the external id is taken in the team; roll the transaction back
     * @throws InvalidContactException when the draft cannot be kept; roll the transaction back
     */
    default Contact create(Actor by, UnitOfWork work, ContactDraft draft) {
        return create(by, draft);
    }

    Optional<Contact> find(Actor by, ContactId id);

    /** Changes a contact in the caller's transaction, as {@link #create(Actor, UnitOfWork, ContactDraft)} does. */
    default Optional<Contact> change(Actor by, UnitOfWork work, ContactId id, ContactChange change) {
        return change(by, id, change);
    }

    /**
     * Changes a contact.
     *
     * @return the contact after the change, or empty when there is none of that id
     * @throws InvalidContactException when the change cannot be kept; nothing was written
     */
    Optional<Contact> change(Actor by, ContactId id, ContactChange change);

    /**
     * Changes a contact if it is still at a version; what two people do at the same time is then not lost.
     *
     * @param expectedVersion the {@link Contact#version} that the change is based on
     * @throws StaleContactException when it is at another version; nothing was written
     * @throws InvalidContactException when the change cannot be kept; nothing was written
     */
    default Optional<Contact> change(Actor by, ContactId id, ContactChange change, int expectedVersion) {
        Optional<Contact> now = find(by, id);
        if (now.isPresent() && now.get().version() != expectedVersion) {
            throw new StaleContactException(id, expectedVersion);
        }
        return now.isPresent() ? change(by, id, change) : now;
    }

    /**
     * Deletes the contact, stops its enrollments, and keeps its suppressions.
     *
     * @return whether there was one
     */
    boolean delete(Actor by, ContactId id);
}
