package io.ripen.crm;

import io.ripen.access.Actor;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The door that leads come in by: forms, webhooks and other programs say what they know of somebody, and have the contact
 * that is meant, made or found. Of two calls about the same address at the same moment one makes the contact and the other
 * finds it, on whichever node they come in.
 *
 * <p>An OSGi service; thread-safe. The {@link UnitOfWork} belongs to its thread.
 */
@ProviderType
public interface Leads {

    /** By what a contact that is there is recognised; always in this order. */
    enum Key {
        /** The id in the CRM, where both sides have one. */
        EXTERNAL_ID,
        EMAIL,
        /** Two that share a number and have different e-mail addresses are two people. */
        PHONE
    }

    /** What becomes of the values of a contact that is there already. */
    enum Known {
        /** Stays as it is: for doors where anybody may type in anybody's address. */
        LEAVE,
        /** Gets what it has not: tags, and values where there are none. */
        FILL,
        /** Gets tags and all values that are said. */
        UPDATE
    }

    /**
     * How somebody comes in.
     *
     * @param match by what a contact is recognised; none to make a new one in any case
     * @param make whether a contact is made of somebody who is not known
     * @param known what becomes of the values of somebody who is
     * @param lenient whether what cannot be read becomes a note beside what can: a bad phone number does not cost a lead with
     *     a good e-mail address
     */
    record Rule(Set<Key> match, boolean make, Known known, boolean lenient) {
        public Rule {
            match = Set.copyOf(match);
        }
    }

    /**
     * Who came.
     *
     * @param contact empty when nobody was found and none was to be made
     * @param made whether the contact is new
     * @param warnings what was left out or kept as a note, for people
     */
    record Arrival(Optional<Contact> contact, boolean made, List<Problem> warnings) {
        public Arrival {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Finds or makes the contact in the caller's transaction, with the events that this causes. The addresses stay locked
     * until it ends, so begin with this and end soon.
     *
     * @throws InvalidContactException when the draft cannot be kept; roll the transaction back
     * @throws DuplicateContactException when a new contact's external id is taken; roll the transaction back
     */
    Arrival arrive(Actor by, UnitOfWork work, ContactDraft draft, Rule rule);

    /** The same in a transaction of its own. */
    Arrival arrive(Actor by, ContactDraft draft, Rule rule);

    /**
     * Lets those who name the same thing go on one after the other: the second one waits until the first one's transaction ends,
     * on every node. For what comes without an address; {@link #arrive(Actor, UnitOfWork, ContactDraft, Rule)} does it for the others.
     * Once in a transaction, at its beginning.
     */
    default void queue(UnitOfWork work, TeamId team, String what) {
        throw new UnsupportedOperationException("This door lets nobody wait.");
    }

    /**
     * An address as events are matched by it: the e-mail address, or the number in E.164, where a national number is one of
     * the team's country. Empty when it is neither.
     */
    Optional<String> address(TeamId team, String phoneOrEmail);
}
