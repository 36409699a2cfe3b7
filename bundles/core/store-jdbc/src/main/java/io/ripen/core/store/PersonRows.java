package io.ripen.core.store;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the rows of one contact nameless, or deletes them. What reports count stays as a row without a person: messages, events, runs,
 * tasks, what came in. Each method does one page and may be called again at any time; it finds what is left. Thread-safe; the
 * {@link UnitOfWork} belongs to its thread.
 */
public final class PersonRows {
    private static final String NAMELESS_INBOUND =
            "UPDATE inbound SET provider_id = 'erased:' || CAST(id AS VARCHAR), sender = NULL, recipient = NULL,"
                    + " subject = NULL, body = '', raw = NULL, problem = NULL WHERE id = ANY(?)";

    private final String forgetEvents;
    private final String hashConsents;

    PersonRows(Dialect dialect) {
        forgetEvents = dialect.updateFrom(
                "event",
                "data = NULL, hook = NULL, id = v.fresh",
                Dialect.values("team VARCHAR, id VARCHAR, fresh VARCHAR"),
                "t.team = v.team AND t.id = v.id");
        hashConsents = dialect.updateFrom(
                "consent",
                "address = v.address, contact_id = NULL, wording = v.wording, source = v.source",
                Dialect.values("id BIGINT, address VARCHAR, wording VARCHAR, source VARCHAR"),
                "t.id = v.id");
    }

    /** How many rows there are of a contact, by the name of the table. */
    public Map<String, Long> count(UnitOfWork work, long contact) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table :
                List.of("message", "inbound", "event", "history", "enrollment", "task", "consent", "notification")) {
            long count = Sql.of(work, "SELECT COUNT(*) FROM " + table + " WHERE contact_id = ?")
                    .add(contact)
                    .one(Row::id)
                    .orElse(0L);
            if (count > 0) {
                counts.put(table, count);
            }
        }
        return counts;
    }

    /** The team that had a contact, also when it is deleted; empty when nothing is left of it. */
    public Optional<String> team(UnitOfWork work, long contact) {
        for (String table : List.of("history", "message", "event", "inbound", "enrollment", "task")) {
            Optional<String> team = Sql.of(work, "SELECT team FROM " + table + " WHERE contact_id = ? LIMIT 1")
                    .add(contact)
                    .one(Row::string);
            if (team.isPresent()) {
                return team;
            }
        }
        return Optional.empty();
    }

    /** The addresses to which messages of a contact went, at most 100. */
    public List<String> addresses(UnitOfWork work, long contact) {
        return Sql.of(work, "SELECT DISTINCT address FROM message WHERE contact_id = ? AND address <> '' LIMIT 100")
                .add(contact)
                .list(Row::string);
    }

    /** How many messages are planned or held. */
    public long planned(UnitOfWork work, long contact) {
        return Sql.of(work, "SELECT COUNT(*) FROM message WHERE contact_id = ? AND state = 'PLANNED'")
                .add(contact)
                .one(Row::id)
                .orElse(0L);
    }

    /** Nothing goes out that is planned or held, and nobody looks into what is not settled; answers how many were planned. */
    public int cancelPlanned(UnitOfWork work, long contact) {
        Sql.of(work, "DELETE FROM by_hand WHERE message_id IN (SELECT id FROM message WHERE contact_id = ?)")
                .add(contact)
                .update();
        return Sql.of(
                        work,
                        "UPDATE message SET state = 'CANCELLED', held_until = NULL WHERE contact_id = ? AND state = 'PLANNED'")
                .add(contact)
                .update();
    }

    /**
     * One page of messages: no address, no text, no id of the provider. What is not settled stays unknown for good, since nobody can ask
     * the provider without the address.
     *
     * @param after only ids greater than this one
     * @return the last id of the page; 0 when there was none
     */
    public long messages(UnitOfWork work, long contact, long after, int limit) {
        List<Long> ids = page(work, "message", contact, after, limit);
        if (ids.isEmpty()) {
            return 0;
        }
        for (String table : List.of("hit", "by_hand", "straggler")) {
            Sql.of(work, "DELETE FROM " + table + " WHERE message_id = ANY(?)")
                    .addLongs(ids)
                    .update();
        }
        Sql.of(
                        work,
                        "UPDATE message SET address = '', subject = NULL, body = '', html = NULL, headers = NULL,"
                                + " provider_id = NULL, reason = NULL, unknown_since = NULL,"
                                + " state = CASE WHEN state = 'SENDING' THEN 'UNKNOWN' ELSE state END WHERE id = ANY(?)"
                                + " AND (address <> '' OR body <> '' OR subject IS NOT NULL OR html IS NOT NULL"
                                + " OR headers IS NOT NULL OR provider_id IS NOT NULL OR reason IS NOT NULL"
                                + " OR unknown_since IS NOT NULL OR state = 'SENDING')")
                .addLongs(ids)
                .update();
        return ids.get(ids.size() - 1);
    }

    /** One page of what the contact wrote, as {@link #messages}. */
    public long inbound(UnitOfWork work, long contact, long after, int limit) {
        List<Long> ids = page(work, "inbound", contact, after, limit);
        if (ids.isEmpty()) {
            return 0;
        }
        Sql.of(work, NAMELESS_INBOUND).addLongs(ids).update();
        return ids.get(ids.size() - 1);
    }

    /** What somebody wrote from one of the addresses before anybody knew who that was; one page, answers how many. */
    public int inboundOfNobody(UnitOfWork work, String addresses, int limit) {
        List<Long> ids = Sql.of(
                        work,
                        "SELECT id FROM inbound WHERE contact_id IS NULL AND sender IS NOT NULL"
                                + " AND REGEXP_LIKE(LOWER(sender), ?) ORDER BY id LIMIT ?")
                .add(addresses)
                .add(limit)
                .list(Row::id);
        return ids.isEmpty() ? 0 : Sql.of(work, NAMELESS_INBOUND).addLongs(ids).update();
    }

    /** One page of events, nameless; answers how many. */
    public int events(UnitOfWork work, long contact, int limit) {
        return nameless(
                work,
                Sql.of(work, "SELECT team, id FROM event WHERE contact_id = ? AND id NOT LIKE 'erased:%' LIMIT ?")
                        .add(contact)
                        .add(limit)
                        .list(EventKey::read));
    }

    /** Events that came for one of the addresses when nobody had it; answers how many. */
    public int eventsOfNobody(UnitOfWork work, Collection<String> addresses, String pattern, int limit) {
        List<EventKey> waiting = addresses.isEmpty()
                ? List.of()
                : Sql.of(
                                work,
                                "SELECT team, id FROM stranger_event WHERE address = ANY(CAST(? AS VARCHAR ARRAY)) LIMIT ?")
                        .addStrings(addresses)
                        .add(limit)
                        .list(EventKey::read);
        for (EventKey each : waiting) {
            Sql.of(work, "DELETE FROM stranger_event WHERE team = ? AND id = ?")
                    .add(each.team())
                    .add(each.id())
                    .update();
        }
        nameless(work, waiting);
        return waiting.size()
                + nameless(
                        work,
                        Sql.of(
                                        work,
                                        "SELECT team, id FROM event WHERE contact_id IS NULL AND id NOT LIKE 'erased:%'"
                                                + " AND (REGEXP_LIKE(LOWER(data), ?) OR REGEXP_LIKE(LOWER(id), ?)) LIMIT ?")
                                .add(pattern)
                                .add(pattern)
                                .add(limit)
                                .list(EventKey::read));
    }

    private record EventKey(String team, String id) {
        static EventKey read(Row row) throws java.sql.SQLException {
            return new EventKey(row.string(), row.string());
        }
    }

    private int nameless(UnitOfWork work, List<EventKey> events) {
        if (events.isEmpty()) {
            return 0;
        }
        Map<EventKey, String> fresh = new LinkedHashMap<>();
        events.forEach(each -> fresh.put(each, "erased:" + UUID.randomUUID()));
        List<EventKey> rows = List.copyOf(fresh.keySet());
        return Sql.of(work, forgetEvents)
                .strings(rows, EventKey::team)
                .strings(rows, EventKey::id)
                .strings(rows, fresh::get)
                .list(Row::string)
                .size();
    }

    /**
     * What listeners were still to be told of the contact goes, and what came for one of the addresses when nobody had it; and what they
     * said when they failed at it.
     */
    public void outbox(UnitOfWork work, long contact, String pattern) {
        for (String table : List.of("outbox", "outbox_quarantine")) {
            Sql.of(work, "DELETE FROM " + table + " WHERE contact_id = ?")
                    .add(contact)
                    .update();
            Sql.of(
                            work,
                            "DELETE FROM " + table + " WHERE contact_id IS NULL AND (REGEXP_LIKE(LOWER(data), ?)"
                                    + " OR REGEXP_LIKE(LOWER(event_id), ?) OR REGEXP_LIKE(LOWER(address), ?))")
                    .add(pattern)
                    .add(pattern)
                    .add(pattern)
                    .update();
        }
        Sql.of(work, "UPDATE outbox_consumer SET error = 'Erased' WHERE REGEXP_LIKE(LOWER(error), ?)")
                .add(pattern)
                .update();
    }

    /** One page of the timeline goes; answers how many. */
    public int history(UnitOfWork work, long contact, int limit) {
        return delete(work, "history", contact, limit);
    }

    /** What people were or are to be told of the contact goes; answers how many. */
    public int notifications(UnitOfWork work, long contact, int limit) {
        return delete(work, "notification", contact, limit);
    }

    private static int delete(UnitOfWork work, String table, long contact, int limit) {
        List<Long> ids = Sql.of(work, "SELECT id FROM " + table + " WHERE contact_id = ? LIMIT ?")
                .add(contact)
                .add(limit)
                .list(Row::id);
        return ids.isEmpty()
                ? 0
                : Sql.of(work, "DELETE FROM " + table + " WHERE id = ANY(?)")
                        .addLongs(ids)
                        .update();
    }

    /** Runs, tasks and what is kept once for a contact; few. */
    public void fewRows(UnitOfWork work, long contact) {
        Sql.of(
                        work,
                        "UPDATE enrollment SET variables = NULL, awaits = NULL, run_key = '', source_event = NULL,"
                                + " reason = CASE WHEN state IN ('COMPLETED', 'STOPPED') THEN 'The person was erased.' END"
                                + " WHERE contact_id = ? AND active_key IS NULL")
                .add(contact)
                .update();
        Sql.of(
                        work,
                        "UPDATE task SET title = 'Erased', script = NULL, voicemail = NULL, note = NULL,"
                                + " state = CASE WHEN state = 'OPEN' THEN 'CANCELLED' ELSE state END WHERE contact_id = ?")
                .add(contact)
                .update();
        Sql.of(work, "DELETE FROM inquiry WHERE contact_id = ?").add(contact).update();
    }

    /** A record of consent, of which nobody is to know any more whose it is. */
    public record KeptConsent(long id, AddressKind kind, String address, String wording, String source) {}

    /** Records of consent of a contact, and those of addresses that are nobody's. */
    public List<KeptConsent> consents(UnitOfWork work, long contact, Map<AddressKind, List<String>> addresses) {
        StringBuilder where = new StringBuilder("contact_id = ?");
        addresses.forEach((kind, of) ->
                where.append(" OR (kind = ? AND address = ANY(CAST(? AS VARCHAR ARRAY)) AND contact_id IS NULL)"));
        Sql sql = Sql.of(work, "SELECT id, kind, address, wording, source FROM consent WHERE " + where)
                .add(contact);
        addresses.forEach((kind, of) -> sql.add(kind.name()).addStrings(of));
        return sql.list(row -> {
            long id = row.id();
            AddressKind kind = AddressKind.valueOf(row.string());
            String address = row.string();
            String wording = row.stringOrNull();
            return new KeptConsent(id, kind, address, wording == null ? "" : wording, row.string());
        });
    }

    /** Writes what is left of records of consent: the address is a hash by now, and the contact is taken out. */
    public void rewrite(UnitOfWork work, List<KeptConsent> consents) {
        if (!consents.isEmpty()) {
            Sql.of(work, hashConsents)
                    .longs(consents, KeptConsent::id)
                    .strings(consents, KeptConsent::address)
                    .strings(consents, each -> each.wording().isEmpty() ? null : each.wording())
                    .strings(consents, KeptConsent::source)
                    .ids();
        }
    }

    /** What policies keep under a name, or in a text, with one of the addresses. */
    public void policyMemory(UnitOfWork work, String pattern) {
        Sql.of(work, "DELETE FROM policy_memory WHERE REGEXP_LIKE(LOWER(name), ?) OR REGEXP_LIKE(LOWER(content), ?)")
                .add(pattern)
                .add(pattern)
                .update();
    }

    /** Blocks by name go, set or lifted. */
    public void blocks(UnitOfWork work, Collection<String> names) {
        if (!names.isEmpty()) {
            Sql.of(work, "DELETE FROM block WHERE name = ANY(CAST(? AS VARCHAR ARRAY))")
                    .addStrings(names)
                    .update();
        }
    }

    /** A target of tracked links. */
    public record KeptLink(long id, String name, String url) {}

    /** Targets of links in which somebody is named. */
    public List<KeptLink> links(UnitOfWork work, String pattern, int limit) {
        return Sql.of(work, "SELECT id, name, url FROM link WHERE REGEXP_LIKE(LOWER(url), ?) ORDER BY id LIMIT ?")
                .add(pattern)
                .add(limit)
                .list(row -> new KeptLink(row.id(), row.string(), row.string()));
    }

    /** Writes where a link leads from now on. */
    public void lead(UnitOfWork work, KeptLink link) {
        Sql.of(work, "UPDATE link SET url = ?, url_key = ? WHERE id = ?")
                .add(link.url())
                .add("erased:" + link.id())
                .add(link.id())
                .update();
    }

    private static List<Long> page(UnitOfWork work, String table, long contact, long after, int limit) {
        return Sql.of(work, "SELECT id FROM " + table + " WHERE contact_id = ? AND id > ? ORDER BY id LIMIT ?")
                .add(contact)
                .add(after)
                .add(limit)
                .list(Row::id);
    }
}
