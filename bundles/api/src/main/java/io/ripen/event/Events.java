package io.ripen.event;

import io.ripen.transaction.UnitOfWork;
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

    /** Receives one event in a transaction of its own. */
    Receipt receive(Event event);
}
