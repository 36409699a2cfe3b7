package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The local projection of contacts. The keys that addresses are found by are the phone number in E.164 and the e-mail
 * address in lower case. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class ContactStore {

    private static final String COLUMNS = "id, team, external_id, first_name, last_name, email, phone, phone_key, tags,"
            + " owner, source, stage, time_zone, score, extra, created_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM contact ";
    private static final String WRITTEN = "external_id VARCHAR, first_name VARCHAR, last_name VARCHAR, email VARCHAR,"
            + " email_key VARCHAR, phone VARCHAR, phone_key VARCHAR, tags VARCHAR, owner VARCHAR, source VARCHAR,"
            + " stage VARCHAR, time_zone VARCHAR, score INTEGER, extra VARCHAR, updated_at TIME, version INTEGER";

    private final String insert;
    private final String update;

    ContactStore(Dialect dialect) {
        insert = Dialect.insert("contact", "id BIGINT, team VARCHAR, created_at TIME, " + WRITTEN);
        StringBuilder set = new StringBuilder();
        for (String column : WRITTEN.split(", ")) {
            String name = column.substring(0, column.indexOf(' '));
            set.append(set.isEmpty() ? "" : ", ").append(name).append(" = v.").append(name);
        }
        update = dialect.updateFrom("contact", set.toString(), Dialect.values("id BIGINT, " + WRITTEN), "t.id = v.id");
    }

    /**
     * Inserts contacts whose ids come from {@link IdAllocator}.
     *
     * @throws StoreException when one of their (team, external id) exists already
     */
    public void insert(UnitOfWork work, List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        Sql sql = Sql.of(work, insert)
                .longs(contacts, contact -> contact.id().value())
                .strings(contacts, contact -> contact.team().value())
                .times(contacts, Contact::createdAt);
        ContactRows.bind(sql, contacts, Contact::createdAt).update();
    }

    /** The contacts of these ids, without a lock; missing ones are left out. */
    public Map<ContactId, Contact> findAll(UnitOfWork work, Collection<ContactId> ids) {
        return ids.isEmpty() ? Map.of() : byId(Sql.of(work, SELECT + "WHERE id = ANY(?)"), ids);
    }

    public Optional<Contact> find(UnitOfWork work, ContactId id) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(id.value()).one(ContactRows::read);
    }

    /** Locks the contacts of these ids in order of id and reads them; missing ones are left out. */
    public Map<ContactId, Contact> lock(UnitOfWork work, Collection<ContactId> ids) {
        return ids.isEmpty() ? Map.of() : byId(Sql.of(work, SELECT + "WHERE id = ANY(?) ORDER BY id FOR UPDATE"), ids);
    }

    /** Every team's contacts with one of these phone numbers (E.164) or e-mail addresses (any case); newest first. */
    public List<Contact> findByAddresses(UnitOfWork work, Collection<String> phonesE164, Collection<String> emails) {
        if (phonesE164.isEmpty() && emails.isEmpty()) {
            return List.of();
        }
        return Sql.of(work, SELECT + "WHERE phone_key = ANY(?) OR email_key = ANY(?) ORDER BY id DESC")
                .addStrings(phonesE164)
                .addStrings(ContactRows.emailKeys(emails))
                .list(ContactRows::read);
    }

    /** A team's contacts that have one of these external ids, e-mail addresses (any case) or phone numbers (E.164). */
    public List<Contact> findInTeam(
            UnitOfWork work,
            TeamId team,
            Collection<String> externalIds,
            Collection<String> emails,
            Collection<String> phonesE164) {
        if (externalIds.isEmpty() && phonesE164.isEmpty() && emails.isEmpty()) {
            return List.of();
        }
        return Sql.of(
                        work,
                        SELECT
                                + "WHERE team = ? AND id IN (SELECT id FROM contact WHERE team = ? AND external_id = ANY(?)"
                                + " UNION SELECT id FROM contact WHERE email_key = ANY(?)"
                                + " UNION SELECT id FROM contact WHERE phone_key = ANY(?)) ORDER BY id")
                .add(team.value())
                .add(team.value())
                .addStrings(externalIds)
                .addStrings(ContactRows.emailKeys(emails))
                .addStrings(phonesE164)
                .list(ContactRows::read);
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
        }
    }

    /** Deletes a contact; its messages, events and history stay. True when there was one. */
    public boolean delete(UnitOfWork work, ContactId id) {
        return Sql.of(work, "DELETE FROM contact WHERE id = ?").add(id.value()).update() == 1;
    }

    /** One page of a team's contacts, or of all teams' when it is null, in order of id. */
    public List<Contact> list(UnitOfWork work, @org.jspecify.annotations.Nullable TeamId team, long after, int limit) {
        Sql sql = Sql.of(work, SELECT + "WHERE id > ? " + (team == null ? "" : "AND team = ? ") + "ORDER BY id LIMIT ?")
                .add(after);
        return (team == null ? sql : sql.add(team.value())).add(limit).list(ContactRows::read);
    }

    private static Map<ContactId, Contact> byId(Sql sql, Collection<ContactId> ids) {
        Map<ContactId, Contact> found = new HashMap<>(ids.size() * 2);
        for (Contact contact :
                sql.addLongs(ids.stream().map(ContactId::value).toList()).list(ContactRows::read)) {
            found.put(contact.id(), contact);
        }
        return found;
    }
}
