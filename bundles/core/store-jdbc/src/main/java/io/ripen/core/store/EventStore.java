package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.event.EventSource;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events as they came in, each once. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class EventStore {

    private static final String COLUMNS = "team, id, type, contact_id, happened_at, received_at, source, data";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM event ";

    /** Ends the id of an event in the rows of further contacts; the id of no event has a control character. */
    private static final char FURTHER = '\u001F';

    private final String ofContacts;
    private final String newest;
    private final String insert;
    private final String stopped;
    private final String some;

    EventStore(Dialect dialect) {
        ofContacts = "SELECT " + COLUMNS + " FROM " + Dialect.values("wanted BIGINT, since TIME")
                + " JOIN event ON contact_id = v.wanted AND received_at >= v.since WHERE type = ANY(?)"
                + " ORDER BY received_at";
        newest = dialect.newestOfEach(COLUMNS, "event", "contact_id", "received_at", "type = ANY(?)");
        insert = dialect.insertNew(
                "event",
                "team VARCHAR, id VARCHAR, type VARCHAR, contact_id BIGINT, happened_at TIME, received_at TIME,"
                        + " source VARCHAR, data VARCHAR, hook VARCHAR",
                "team, id");
        stopped = dialect.updateFrom(
                "event",
                "stopped = v.stopped",
                Dialect.values("team VARCHAR, id VARCHAR, stopped VARCHAR"),
                "t.team = v.team AND t.id = v.id");
        some = "SELECT id FROM event WHERE team = ? AND id = ANY(CAST(? AS VARCHAR ARRAY)) LIMIT 1";
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
                .strings(rows, row -> hook(row.id()))
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

    /** Whether one of these has come; ids as their sender gave them. */
    public boolean hasCome(UnitOfWork work, String team, Collection<String> ids) {
        return !ids.isEmpty()
                && Sql.of(work, some).add(team).addStrings(ids).one(Row::string).isPresent();
    }

    /** Notes which runs an event ended, by its team and id; only for those that ended some. */
    public void noteStopped(UnitOfWork work, Map<EventRow, List<Long>> ended) {
        if (ended.isEmpty()) {
            return;
        }
        List<Map.Entry<EventRow, List<Long>>> rows = ended.entrySet().stream()
                .sorted(Comparator.comparing(
                        row -> row.getKey().team() + " " + row.getKey().id()))
                .toList();
        Sql.of(work, stopped)
                .strings(rows, row -> row.getKey().team())
                .strings(rows, row -> row.getKey().id())
                .strings(rows, row -> Json.write(Map.of("runs", row.getValue())))
                .list(Row::string);
    }

    /** Takes an event back that concerned nobody, so that it can come again for somebody. */
    public void takeBack(UnitOfWork work, EventRow event) {
        Sql.of(work, "DELETE FROM event WHERE team = ? AND id = ? AND contact_id IS NULL")
                .add(event.team())
                .add(event.id())
                .update();
    }

    /** Where a page of {@link #came} ended. */
    public record Place(Instant receivedAt, String key) {}

    /**
     * What came to a team, the newest first.
     *
     * @param hook only what came by this hook; null for all
     * @param before only what comes after this place in the list; null for the newest
     */
    public List<CameRow> came(UnitOfWork work, String team, @Nullable String hook, @Nullable Place before, int limit) {
        Sql sql = Sql.of(
                work,
                "SELECT " + COLUMNS + ", hook, stopped FROM event WHERE team = ? "
                        + (hook == null ? "" : "AND hook = ? ")
                        + (before == null ? "" : "AND received_at <= ? AND (received_at < ? OR id < ?) ")
                        + "ORDER BY received_at DESC, id DESC LIMIT ?");
        sql.add(team);
        if (hook != null) {
            sql.add(hook);
        }
        if (before != null) {
            sql.add(before.receivedAt()).add(before.receivedAt()).add(before.key());
        }
        return sql.add(limit).list(EventStore::readCame);
    }

    private static CameRow readCame(Row row) throws SQLException {
        String team = row.string();
        String key = row.string();
        EventRow event = new EventRow(
                team,
                ownId(key),
                row.string(),
                row.id(),
                row.time(),
                row.time(),
                EventSource.valueOf(row.string()),
                row.map());
        String hook = row.stringOrNull();
        List<Long> runs = new ArrayList<>();
        if (row.map().get("runs") instanceof List<?> ended) {
            ended.forEach(id -> runs.add(((Number) id).longValue()));
        }
        return new CameRow(event, key, hook, List.copyOf(runs));
    }

    /** The hook whose event it is: its id begins with {@code hook:NAME:}. */
    private static @Nullable String hook(String id) {
        int end = id.startsWith("hook:") ? id.indexOf(':', 5) : -1;
        return end < 0 || end > 55 ? null : id.substring(5, end);
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
