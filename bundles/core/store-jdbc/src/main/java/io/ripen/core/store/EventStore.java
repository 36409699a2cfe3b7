package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.event.EventSource;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Events as they came in, each once. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class EventStore {

    private static final String COLUMNS = "team, id, type, contact_id, happened_at, received_at, source, data";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM event ";

    /** Ends the id of an event in the rows of further contacts; the id of no event has a control character. */
    private static final char FURTHER = '\u001F';

    private final String ofContacts;
    private final String newest;
    private final String insert;

    EventStore(Dialect dialect) {
        ofContacts = "SELECT " + COLUMNS + " FROM " + Dialect.values("wanted BIGINT, since TIME")
                + " JOIN event ON contact_id = v.wanted AND received_at >= v.since WHERE type = ANY(?)"
                + " ORDER BY received_at";
        newest = dialect.newestOfEach(COLUMNS, "event", "contact_id", "received_at", "type = ANY(?)");
        insert = dialect.insertNew(
                "event",
                "team VARCHAR, id VARCHAR, type VARCHAR, contact_id BIGINT, happened_at TIME, received_at TIME,"
                        + " source VARCHAR, data VARCHAR",
                "team, id");
    }

    private record Key(String team, String id) {
        static Key of(EventRow row) {
            return new Key(row.team(), row.id());
        }
    }

    /**
     * Keeps events that are new by (team, id); also right when two transactions bring the same one at once: the second
     * waits for the first and then finds it there.
     *
     * @return for each event, in order, whether it was new; of two with one id in the same list the first counts
     */
    public boolean[] insertNew(UnitOfWork work, List<EventRow> events) {
        if (events.isEmpty()) {
            return new boolean[0];
        }
        // Each key once and in the order of the key, so that two transactions do not wait for each other in a circle.
        Map<Key, EventRow> distinct =
                new TreeMap<>(Comparator.comparing(Key::team).thenComparing(Key::id));
        for (EventRow event : events) {
            distinct.putIfAbsent(Key.of(event), event);
        }
        List<EventRow> rows = List.copyOf(distinct.values());
        Set<Key> inserted = new HashSet<>(Sql.of(work, insert)
                .strings(rows, EventRow::team)
                .strings(rows, EventRow::id)
                .strings(rows, EventRow::type)
                .ids(rows, EventRow::contact)
                .times(rows, EventRow::at)
                .times(rows, EventRow::receivedAt)
                .strings(rows, row -> row.source().name())
                .strings(rows, row -> Json.write(row.data()))
                .list(row -> new Key(row.string(), row.string())));
        boolean[] isNew = new boolean[events.size()];
        for (int i = 0; i < isNew.length; i++) {
            isNew[i] = inserted.remove(Key.of(events.get(i)));
        }
        return isNew;
    }

    /**
     * Keeps events for further contacts that they concern: each also is what these contacts did. Counts nothing as new; for
     * events that {@link #insertNew} kept in this transaction.
     *
     * @param events each with one of the further contacts
     */
    public void alsoConcern(UnitOfWork work, List<EventRow> events) {
        insertNew(
                work,
                events.stream()
                        .map(event -> new EventRow(
                                event.team(),
                                event.id() + FURTHER + event.contact(),
                                event.type(),
                                event.contact(),
                                event.at(),
                                event.receivedAt(),
                                event.source(),
                                event.data()))
                        .toList());
    }

    /**
     * What these contacts did, oldest first.
     *
     * @param types event types to look for
     * @param since business time of receipt, inclusive
     */
    public List<EventRow> ofContacts(
            UnitOfWork work, Collection<Long> contacts, Collection<String> types, Instant since) {
        Map<Long, Instant> from = new HashMap<>();
        contacts.forEach(contact -> from.put(contact, since));
        return ofContacts(work, from, types);
    }

    /**
     * The same from another time on for each contact.
     *
     * @param since by contact, business time of receipt, inclusive
     */
    public List<EventRow> ofContacts(UnitOfWork work, Map<Long, Instant> since, Collection<String> types) {
        if (since.isEmpty() || types.isEmpty()) {
            return List.of();
        }
        List<Map.Entry<Long, Instant>> contacts = List.copyOf(new TreeMap<>(since).entrySet());
        return Sql.of(work, ofContacts)
                .longs(contacts, Map.Entry::getKey)
                .times(contacts, Map.Entry::getValue)
                .addStrings(types)
                .list(EventStore::read);
    }

    /**
     * The last events of these types that came in of each of these contacts.
     *
     * @param most at most so many of each contact, of all types together
     */
    public List<EventRow> newest(UnitOfWork work, Collection<Long> contacts, Collection<String> types, int most) {
        return contacts.isEmpty() || types.isEmpty()
                ? List.of()
                : Sql.of(work, newest)
                        .addLongs(contacts)
                        .addStrings(types)
                        .add(most)
                        .list(EventStore::read);
    }

    /** The newest {@code limit} events of a contact, oldest first. */
    public List<EventRow> byContact(UnitOfWork work, long contact, int limit) {
        List<EventRow> newest = Sql.of(work, SELECT + "WHERE contact_id = ? ORDER BY received_at DESC, id DESC LIMIT ?")
                .add(contact)
                .add(limit)
                .list(EventStore::read);
        Collections.reverse(newest);
        return newest;
    }

    private static EventRow read(Row row) throws SQLException {
        return new EventRow(
                row.string(),
                ownId(row.string()),
                row.string(),
                row.id(),
                row.time(),
                row.time(),
                EventSource.valueOf(row.string()),
                row.map());
    }

    /** The id that the event's sender gave. */
    private static String ownId(String kept) {
        int further = kept.indexOf(FURTHER);
        return further < 0 ? kept : kept.substring(0, further);
    }
}
