package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Events as they came in, each once. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class EventStore {

    EventStore() {}

    /**
     * Keeps events that are new by (team, id); also right when two transactions bring the same one at once: the second
     * waits for the first and then finds it there.
     *
     * @return for each event, in order, whether it was new; of two with one id in the same list the first counts
     */
    public boolean[] insertNew(UnitOfWork work, List<EventRow> events) {
        throw new UnsupportedOperationException();
    }

    /**
     * What these contacts did, oldest first.
     *
     * @param types event types to look for
     * @param since business time of receipt, inclusive
     */
    public List<EventRow> ofContacts(
            UnitOfWork work, Collection<Long> contacts, Collection<String> types, Instant since) {
        throw new UnsupportedOperationException();
    }

    /** The newest {@code limit} events of a contact, oldest first. */
    public List<EventRow> byContact(UnitOfWork work, long contact, int limit) {
        throw new UnsupportedOperationException();
    }
}
