package io.ripen.event;

import io.ripen.access.Actor;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one durable intake of events. In one transaction each event is stored under its own id, exit rules stop the
 * enrollments that they end, and triggers enroll; so what was acknowledged has had its effect, and an event that comes
 * twice has it once.
 *
 * <p>Order of locks: enrollments by id, then contacts by id. Thread-safe.
 */
@ProviderType
public interface Events {

    /**
     * Receives events in the caller's transaction.
     *
     * @return one receipt for each event, in order
     * @throws InvalidEventException when one cannot be kept; roll the transaction back
     */
    List<Receipt> receive(UnitOfWork work, List<Event> events);

    /**
     * The same, but no sequence begins, whatever its trigger says: for what is only brought along, such as an old list. Exits,
     * waits and reactions count as ever.
     */
    default List<Receipt> receiveQuietly(UnitOfWork work, List<Event> events) {
        return receive(work, events);
    }

    /**
     * Whether one of these events has come, so that something can be told to have happened just now.
     *
     * @param ids as their sender gave them
     */
    default boolean hasCome(UnitOfWork work, TeamId team, Collection<String> ids) {
        return false;
    }

    /** Receives one event in a transaction of its own. */
    Receipt receive(Event event);

    /**
     * Receives one event of somebody who may act for some teams only. An address then means the contacts of these teams.
     *
     * @param by an agent of the team
     * @throws InvalidEventException when it cannot be kept, or does not say which of several teams it is for
     * @throws io.ripen.access.RefusedException when who asks may only read the team
     */
    Receipt receive(Actor by, Event event);
}
