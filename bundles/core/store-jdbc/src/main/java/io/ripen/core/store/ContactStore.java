package io.ripen.core.store;

import io.ripen.access.Scope;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.NewContacts;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.ScopedPages;
import io.ripen.core.store.internal.Session;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The local projection of contacts. The keys that addresses are found by are the phone number in E.164 and the e-mail
 * address in lower case. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class ContactStore {

    private static final String COLUMNS = "id, team, external_id, first_name, last_name, email, phone, phone_key, tags,"
            + " owner, source, stage, time_zone, score, score_at, extra, created_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM contact ";
    private static final String WRITTEN = "external_id VARCHAR, first_name VARCHAR, last_name VARCHAR, email VARCHAR,"
            + " email_key VARCHAR, phone VARCHAR, phone_key VARCHAR, tags VARCHAR, owner VARCHAR, source VARCHAR,"
            + " stage VARCHAR, time_zone VARCHAR, score INTEGER, extra VARCHAR, updated_at TIME, version INTEGER";

    private final String byId;
    private final String byPhone;
    private final String byEmail;
    private final String byExternalId;
    private final String insert;
    private final String rescore;
    private final Dialect dialect;
    private final Fading fading = new Fading();
    private volatile String update;

    ContactStore(Dialect dialect) {
        this.dialect = dialect;
        byId = dialect.selectAmong(COLUMNS, "contact", "id", "BIGINT");
        byPhone = dialect.selectAmong(COLUMNS, "contact", "phone_key", "VARCHAR");
        byEmail = dialect.selectAmong(COLUMNS, "contact", "email_key", "VARCHAR");
        byExternalId = "SELECT t." + COLUMNS.replace(", ", ", t.") + " FROM "
                + Dialect.values("team VARCHAR, external_id VARCHAR")
                + " JOIN contact AS t ON t.team = v.team AND t.external_id = v.external_id";
        insert = dialect.insertNew("contact", "id BIGINT, team VARCHAR, created_at TIME, " + WRITTEN, "id");
        rescore = updating("score = v.score, score_at = v.updated_at");
        update = keepingTheScore();
    }

    private String updating(String score) {
        StringBuilder set = new StringBuilder(score);
        for (String column : WRITTEN.split(", ")) {
            String name = column.substring(0, column.indexOf(' '));
            if (!name.equals("score")) {
                set.append(", ").append(name).append(" = v.").append(name);
            }
        }
        return dialect.updateFrom("contact", set.toString(), Dialect.values("id BIGINT, " + WRITTEN), "t.id = v.id");
    }

    /** A score that was read faded and comes back as it was read is left to fade from where it stood. */
    private String keepingTheScore() {
        String same = "v.score = " + fading.sql("t.score", "t.score_at", "v.updated_at");
        return updating("score = CASE WHEN t.score_at IS NOT NULL AND " + same + " THEN t.score ELSE v.score END,"
                + " score_at = CASE WHEN t.score_at IS NULL OR " + same + " THEN t.score_at ELSE v.updated_at END");
    }

    /** The clock that scores fade by. */
    void clock(InstantSource clock) {
        fading.clock(clock);
    }

    /**
     * Says how fast scores fade that came from behaviour; a score that somebody set stands until the lead does something.
     * Every contact that is read has the score that is left then.
     *
     * @param halfLife more than zero
     */
    public void fadeScores(Duration halfLife) {
        fading.halfLife(halfLife);
        update = keepingTheScore();
    }

    private Contact read(Row row) throws SQLException {
        return ContactRows.read(row, fading);
    }

    /**
     * Inserts contacts whose ids come from {@link IdAllocator}. One whose (team, external id) exists already is left out: the
     * database's unique key says so, also when two transactions try at once.
     *
     * @return ids of those that were inserted
     */
    public Set<Long> insert(UnitOfWork work, List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return Set.of();
        }
        Sql sql = Sql.of(work, insert)
                .longs(contacts, contact -> contact.id().value())
                .strings(contacts, contact -> contact.team().value())
                .times(contacts, Contact::createdAt);
        Set<Long> inserted = ContactRows.bind(sql, contacts, Contact::createdAt).ids();
        NewContacts fresh = Session.of(work).newContacts();
        for (Contact contact : contacts) {
            if (inserted.contains(contact.id().value())) {
                fresh.inserted(contact);
            }
        }
        return inserted;
    }

    /** The contacts of these ids, without a lock; missing ones are left out. */
    public Map<ContactId, Contact> findAll(UnitOfWork work, Collection<ContactId> ids) {
        Map<ContactId, Contact> found = new HashMap<>(ids.size() * 2);
        Collection<ContactId> unknown = Session.of(work).newContacts().take(ids, found);
        if (!unknown.isEmpty()) {
            found.putAll(byId(Sql.of(work, byId), unknown));
        }
        return found;
    }

    /** Whether there is at least one. */
    public boolean any(UnitOfWork work) {
        return Sql.of(work, "SELECT id FROM contact ORDER BY id LIMIT 1")
                .one(Row::id)
                .isPresent();
    }

    public Optional<Contact> find(UnitOfWork work, ContactId id) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(id.value()).one(this::read);
    }

    /** Locks the contacts of these ids in order of id and reads them; missing ones are left out. */
    public Map<ContactId, Contact> lock(UnitOfWork work, Collection<ContactId> ids) {
        return ids.isEmpty() ? Map.of() : byId(Sql.of(work, byId + "ORDER BY id FOR UPDATE"), ids);
    }

    /** Every team's contacts with one of these phone numbers (E.164, any of its spellings) or e-mail addresses (any case); newest first. */
    public List<Contact> findByAddresses(UnitOfWork work, Collection<String> phonesE164, Collection<String> emails) {
        Map<ContactId, Contact> found = new TreeMap<>(Comparator.reverseOrder());
        among(work, byPhone, spellings(phonesE164)).forEach(contact -> found.put(contact.id(), contact));
        among(work, byEmail, ContactRows.emailKeys(emails)).forEach(contact -> found.put(contact.id(), contact));
        return List.copyOf(found.values());
    }

    private static Set<String> spellings(Collection<String> phones) {
        Set<String> all = new LinkedHashSet<>(phones);
        phones.forEach(each -> all.addAll(AddressKind.PHONE.spellings(each)));
        return all;
    }

    /** A team's contacts that have one of these external ids, e-mail addresses (any case) or phone numbers (E.164). */
    public List<Contact> findInTeam(
            UnitOfWork work,
            TeamId team,
            Collection<String> externalIds,
            Collection<String> emails,
            Collection<String> phonesE164) {
        Map<ContactId, Contact> found = new TreeMap<>();
        if (!externalIds.isEmpty()) {
            List<String> ids = externalIds.stream().distinct().toList();
            Sql.of(work, byExternalId)
                    .strings(ids, id -> team.value())
                    .strings(ids, id -> id)
                    .list(this::read)
                    .forEach(contact -> found.put(contact.id(), contact));
        }
        findByAddresses(work, phonesE164, emails).stream()
                .filter(contact -> contact.team().equals(team))
                .forEach(contact -> found.put(contact.id(), contact));
        return List.copyOf(found.values());
    }

    /**
     * Writes contacts anew, each with the version that its record says. The caller has locked them.
     *
     * @param now business time
     */
    public void update(UnitOfWork work, List<Contact> contacts, Instant now) {
        if (!contacts.isEmpty()) {
            Sql sql =
                    Sql.of(work, update).longs(contacts, contact -> contact.id().value());
            ContactRows.bind(sql, contacts, contact -> now).ids();
            contacts.forEach(contact -> Session.of(work).newContacts().changed(contact.id()));
        }
    }

    /**
     * Writes contacts anew like {@link #update}, with a score that comes from behaviour and fades from now on.
     *
     * @param now business time
     */
    public void rescore(UnitOfWork work, List<Contact> contacts, Instant now) {
        if (!contacts.isEmpty()) {
            Sql sql = Sql.of(work, rescore)
                    .longs(contacts, contact -> contact.id().value());
            ContactRows.bind(sql, contacts, contact -> now).ids();
            contacts.forEach(contact -> Session.of(work).newContacts().changed(contact.id()));
        }
    }

    /** One page of those whom {@link Projection.Slice} describes, in order of id. */
    public List<Contact> slice(UnitOfWork work, Projection.Slice slice) {
        return Sql.of(
                        work,
                        SELECT + "WHERE id > ? AND team = ANY(CAST(? AS VARCHAR ARRAY))"
                                + " AND (time_zone = ANY(CAST(? AS VARCHAR ARRAY))"
                                + " OR time_zone IS NULL AND team = ANY(CAST(? AS VARCHAR ARRAY))) ORDER BY id LIMIT ?")
                .add(slice.after())
                .addStrings(slice.teams().stream().map(TeamId::value).toList())
                .addStrings(slice.zones().stream().map(ZoneId::getId).toList())
                .addStrings(slice.zoneless().stream().map(TeamId::value).toList())
                .add(slice.limit())
                .list(this::read);
    }

    /** The zones that contacts have of their own. */
    public Set<ZoneId> zones(UnitOfWork work) {
        Set<ZoneId> zones = new HashSet<>();
        for (String zone : Sql.of(work, "SELECT DISTINCT time_zone FROM contact WHERE time_zone IS NOT NULL")
                .list(Row::string)) {
            zones.add(ZoneId.of(zone));
        }
        return zones;
    }

    /**
     * Deletes a contact, with what listeners were still to be told of it; its messages, events and history stay. True when there was
     * one.
     */
    public boolean delete(UnitOfWork work, ContactId id) {
        Session.of(work).newContacts().changed(id);
        Sql.of(work, "DELETE FROM outbox WHERE contact_id = ?").add(id.value()).update();
        Sql.of(work, "DELETE FROM outbox_quarantine WHERE contact_id = ?")
                .add(id.value())
                .update();
        return Sql.of(work, "DELETE FROM contact WHERE id = ?").add(id.value()).update() == 1;
    }

    /** One page of some teams' contacts, in order of id. */
    public List<Contact> list(UnitOfWork work, Scope scope, long after, int limit) {
        return ScopedPages.in(scope, SELECT, "id > ?", limit).list(work, sql -> sql.add(after), this::read);
    }

    private Map<ContactId, Contact> byId(Sql sql, Collection<ContactId> ids) {
        Map<ContactId, Contact> found = new HashMap<>(ids.size() * 2);
        for (Contact contact :
                sql.addLongs(ids.stream().map(ContactId::value).toList()).list(this::read)) {
            found.put(contact.id(), contact);
        }
        return found;
    }

    private List<Contact> among(UnitOfWork work, String sql, Collection<String> keys) {
        return keys.isEmpty() ? List.of() : Sql.of(work, sql).addStrings(keys).list(this::read);
    }
}
