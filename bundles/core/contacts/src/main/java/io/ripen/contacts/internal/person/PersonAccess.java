package io.ripen.contacts.internal.person;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Optional;

/** Who may see or erase all that is kept of somebody. */
final class PersonAccess {
    private final Stores stores;

    PersonAccess(Stores stores) {
        this.stores = stores;
    }

    /**
     * The contact, for a manager of its team.
     *
     * @param doing what only a manager does, as in "Only a manager …"
     * @return empty when there is none in a team of the actor
     * @throws RefusedException when the actor is in the team and no manager of it
     */
    Optional<Contact> find(UnitOfWork work, Actor by, ContactId id, String doing) {
        return stores.contacts().find(work, id).filter(contact -> may(by, contact.team(), doing));
    }

    /** The same, also when the contact was deleted and messages or events of it are left. */
    Optional<Person> findEver(UnitOfWork work, Actor by, ContactId id, String doing) {
        Optional<Contact> contact = stores.contacts().find(work, id);
        Optional<TeamId> team = contact.map(Contact::team)
                .or(() -> stores.personRows().team(work, id.value()).map(TeamId::new));
        return team.filter(whose -> may(by, whose, doing)).map(whose -> {
            PersonTraces now = contact.map(PersonTraces::of).orElseGet(() -> PersonTraces.of(List.of()));
            List<String> before = stores.personRows().addresses(work, id.value()).stream()
                    .filter(address -> !isOthers(work, id, address))
                    .toList();
            return new Person(id, whose, now, now.and(before));
        });
    }

    private boolean isOthers(UnitOfWork work, ContactId id, String address) {
        boolean mail = address.indexOf('@') >= 0;
        PersonTraces one = PersonTraces.of(List.of(address));
        return stores
                .contacts()
                .findByAddresses(
                        work,
                        mail ? List.of() : one.of(AddressKind.PHONE),
                        mail ? one.of(AddressKind.EMAIL) : List.of())
                .stream()
                .anyMatch(other -> !other.id().equals(id));
    }

    private static boolean may(Actor by, TeamId team, String doing) {
        if (!by.may(Role.VIEWER, team)) {
            return false;
        }
        if (!by.may(Role.MANAGER, team)) {
            throw new RefusedException(
                    "Only a manager of team '" + team + "' " + doing + "; " + by.name() + " is none.");
        }
        return true;
    }
}
