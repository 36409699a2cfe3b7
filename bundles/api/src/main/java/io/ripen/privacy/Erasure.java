package io.ripen.privacy;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Erases all that is kept of one contact. A manager of the contact's team may do that. An OSGi service; thread-safe.
 *
 * <p>In the first transaction all runs of the contact stop, what is planned or held is cancelled, the addresses are suppressed as a
 * hash, and the contact is deleted. From then on nothing begins any more. What is left of messages and events is then made nameless,
 * some hundred rows at a time, by any node, also after a restart. Messages and runs stay as rows without a person, so reports keep
 * their totals.
 */
@ProviderType
public interface Erasure {

    /** How far it is. */
    enum State {
        /** The contact is gone and can be reached no more; what is left of messages and events is being made nameless. */
        RUNNING,
        /** Nothing is left. */
        DONE
    }

    /**
     * What would happen.
     *
     * @param rows what is kept, by kind such as {@code messages}; a kind of which there is nothing is missing
     * @param running how many runs would be stopped
     * @param planned how many messages would not go out
     * @param sameTeam other contacts of the same team that have one of the addresses; they stay, and are not written to any more
     * @param otherTeams how many contacts of other teams have one of the addresses; they stay, and are not written to any more
     */
    record Preview(
            ContactId contact,
            TeamId team,
            Map<String, Long> rows,
            int running,
            int planned,
            List<ContactId> sameTeam,
            int otherTeams) {}

    /**
     * An erasure.
     *
     * @param by the name of who asked for it
     * @param doneAt null while it is running
     */
    record Progress(
            ContactId contact,
            TeamId team,
            State state,
            String by,
            Instant askedAt,
            @Nullable Instant doneAt) {}

    /**
     * Counts, and changes nothing.
     *
     * @return empty when there is no such contact in a team of the actor
     * @throws RefusedException when the actor is no manager of the team
     */
    Optional<Preview> preview(Actor by, ContactId id);

    /**
     * Erases. Cannot be taken back. Returns when all is done, or after some seconds while it goes on.
     *
     * @return how far it is; empty when there is no such contact in a team of the actor
     * @throws RefusedException when the actor is no manager of the team
     */
    Optional<Progress> erase(Actor by, ContactId id);

    /** How far the erasure of a contact is; empty when there was none in a team of which the actor is a manager. */
    Optional<Progress> find(Actor by, ContactId id);
}
