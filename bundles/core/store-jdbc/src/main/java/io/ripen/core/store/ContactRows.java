package io.ripen.core.store;

import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.team.TeamId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A contact as a row and back. What is only ever read together with the whole contact is one JSON text. */
final class ContactRows {
    /** Teams are few and their contacts many; a team id is checked once. */
    private static final Map<String, TeamId> TEAMS = new ConcurrentHashMap<>();

    private ContactRows() {}

    /** Binds the columns that are written by insert and update alike, in their order. */
    static Sql bind(Sql sql, List<Contact> contacts, Function<Contact, @Nullable Instant> updatedAt) {
        return sql.strings(contacts, Contact::externalId)
                .strings(contacts, Contact::firstName)
                .strings(contacts, Contact::lastName)
                .strings(contacts, Contact::email)
                .strings(contacts, contact -> contact.email() == null ? null : emailKey(contact.email()))
                .strings(contacts, Contact::phone)
                .strings(contacts, Contact::phoneE164)
                .strings(contacts, contact -> Json.write(contact.tags()))
                .strings(contacts, Contact::owner)
                .strings(contacts, Contact::source)
                .strings(contacts, Contact::stage)
                .strings(
                        contacts,
                        contact -> contact.timeZone() == null
                                ? null
                                : contact.timeZone().getId())
                .ints(contacts, Contact::score)
                .strings(contacts, contact -> Json.write(extra(contact)))
                .times(contacts, updatedAt)
                .ints(contacts, Contact::version);
    }

    static Contact read(Row row, Fading fading) throws SQLException {
        ContactId id = new ContactId(row.id());
        TeamId team = TEAMS.computeIfAbsent(row.string(), TeamId::new);
        String externalId = row.stringOrNull();
        String firstName = row.stringOrNull();
        String lastName = row.stringOrNull();
        String email = row.stringOrNull();
        String phone = row.stringOrNull();
        String phoneE164 = row.stringOrNull();
        Set<String> tags = Collections.unmodifiableSet(new LinkedHashSet<>(Json.list(row.stringOrNull())));
        String owner = row.stringOrNull();
        String source = row.stringOrNull();
        String stage = row.stringOrNull();
        String zone = row.stringOrNull();
        int score = row.integer();
        Instant scoreAt = row.timeOrNull();
        Map<String, Object> extra = row.map();
        return new Contact(
                id,
                team,
                externalId,
                firstName,
                lastName,
                email,
                phone,
                phoneE164,
                tags,
                owner,
                source,
                stage,
                zone == null ? null : ZoneId.of(zone),
                fading.left(score, scoreAt),
                address(map(extra, "address")),
                company(map(extra, "company")),
                consent(map(extra, "consent")),
                map(extra, "fields"),
                row.time(),
                row.integer());
    }

    static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    static Collection<String> emailKeys(Collection<String> emails) {
        return emails.stream().map(ContactRows::emailKey).toList();
    }

    private static Map<String, Object> extra(Contact contact) {
        Map<String, Object> extra = new LinkedHashMap<>();
        PostalAddress address = contact.address();
        if (address != null) {
            Map<String, Object> parts = new LinkedHashMap<>();
            put(parts, "street", address.street());
            put(parts, "city", address.city());
            put(parts, "region", address.region());
            put(parts, "postalCode", address.postalCode());
            put(parts, "country", address.country());
            extra.put("address", parts);
        }
        Company company = contact.company();
        if (company != null) {
            Map<String, Object> parts = new LinkedHashMap<>();
            put(parts, "name", company.name());
            put(parts, "size", company.size());
            put(parts, "industry", company.industry());
            extra.put("company", parts);
        }
        Map<String, Object> consent = new LinkedHashMap<>();
        put(consent, "sms", contact.consent().sms());
        put(consent, "email", contact.consent().email());
        if (!consent.isEmpty()) {
            extra.put("consent", consent);
        }
        if (!contact.fields().isEmpty()) {
            extra.put("fields", contact.fields());
        }
        return extra;
    }

    private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value);
        }
    }

    private static @Nullable PostalAddress address(Map<String, Object> parts) {
        return parts.isEmpty()
                ? null
                : new PostalAddress(
                        text(parts, "street"),
                        text(parts, "city"),
                        text(parts, "region"),
                        text(parts, "postalCode"),
                        text(parts, "country"));
    }

    private static @Nullable Company company(Map<String, Object> parts) {
        return parts.isEmpty()
                ? null
                : new Company(
                        text(parts, "name"),
                        parts.get("size") instanceof Number size ? size.intValue() : null,
                        text(parts, "industry"));
    }

    private static Consent consent(Map<String, Object> parts) {
        return parts.isEmpty()
                ? Consent.UNKNOWN
                : new Consent(
                        parts.get("sms") instanceof Boolean sms ? sms : null,
                        parts.get("email") instanceof Boolean email ? email : null);
    }

    private static @Nullable String text(Map<String, Object> parts, String name) {
        return parts.get(name) instanceof String text ? text : null;
    }

    @SuppressWarnings("unchecked") // Written by extra() above, and JSON objects are always read as such maps.
    private static Map<String, Object> map(Map<String, Object> extra, String name) {
        return extra.get(name) instanceof Map<?, ?> map
                ? Collections.unmodifiableMap((Map<String, Object>) map)
                : Map.of();
    }
}
