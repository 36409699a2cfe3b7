package io.ripen.contacts.internal.person;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.transaction.UnitOfWork;
import java.util.Optional;

/** Who may see or erase all that is kept of somebody. */
final class PersonAccess {
    private PersonAccess() {}

    /**
     * The contact, for a manager of its team.
     *
     * @param doing what only a manager does, as in "Only a manager …"
     * @return empty when there is none in a team of the actor
     * @throws RefusedException when the actor is in the team and no manager of it
     */
    static Optional<Contact> find(Stores stores, UnitOfWork work, Actor by, ContactId id, String doing) {
        Optional<Contact> found = stores.contacts().find(work, id).filter(each -> by.may(Role.VIEWER, each.team()));
        found.ifPresent(contact -> {
            if (!by.may(Role.MANAGER, contact.team())) {
                throw new RefusedException(
                        "Only a manager of team '" + contact.team() + "' " + doing + "; " + by.name() + " is none.");
            }
        });
        return found;
    }
}
