package io.ripen.crm;

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
     * @throws InvalidContactException when the draft cannot be kept; nothing was written
     */
    Contact create(ContactDraft draft);

    Optional<Contact> find(ContactId id);

    /**
     * Changes a contact.
     *
     * @return the contact after the change, or empty when there is none of that id
     * @throws InvalidContactException when the change cannot be kept; nothing was written
     */
    Optional<Contact> change(ContactId id, ContactChange change);

    /**
     * Deletes the contact, stops its enrollments, and keeps its suppressions.
     *
     * @return whether there was one
     */
    boolean delete(ContactId id);
}
