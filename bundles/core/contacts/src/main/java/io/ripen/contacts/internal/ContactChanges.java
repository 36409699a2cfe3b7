package io.ripen.contacts.internal;

import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.PostalAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies a change to a contact and gives the draft of what it would become. */
final class ContactChanges {
    private static final Set<String> NAMES = Set.of(
            "externalId",
            "firstName",
            "lastName",
            "email",
            "phone",
            "owner",
            "source",
            "stage",
            "timeZone",
            "score",
            "address",
            "company",
            "consent",
            "fields",
            "tags");

    private final Map<String, @Nullable Object> set;
    private final List<Problem> problems = new ArrayList<>();

    private ContactChanges(Map<String, @Nullable Object> set) {
        this.set = set;
    }

    /** @throws InvalidContactException when a name is not known or a value has the wrong type */
    static ContactDraft apply(Contact contact, ContactChange change) {
        return new ContactChanges(change.set()).draft(contact, change);
    }

    private ContactDraft draft(Contact contact, ContactChange change) {
        for (String name : set.keySet()) {
            if (!NAMES.contains(name)) {
                problems.add(new Problem(
                        name, "'" + name + "' is not a part of a contact: use " + String.join(", ", NAMES) + "."));
            }
        }
        ContactDraft draft = new ContactDraft(
                contact.team(),
                text("externalId", contact.externalId()),
                text("firstName", contact.firstName()),
                text("lastName", contact.lastName()),
                text("email", contact.email()),
                text("phone", contact.phone()),
                tags(contact, change),
                text("owner", contact.owner()),
                text("source", contact.source()),
                text("stage", contact.stage()),
                text(
                        "timeZone",
                        contact.timeZone() == null ? null : contact.timeZone().getId()),
                number("score", set, contact.score(), "score"),
                address(contact.address()),
                company(contact.company()),
                consent(contact.consent()),
                fields(contact.fields()));
        if (!problems.isEmpty()) {
            throw new InvalidContactException(problems);
        }
        return draft;
    }

    private Set<String> tags(Contact contact, ContactChange change) {
        Set<String> tags = new LinkedHashSet<>(contact.tags());
        if (set.containsKey("tags")) {
            tags.clear();
            if (set.get("tags") instanceof Iterable<?> list) {
                list.forEach(each -> tags.add(String.valueOf(each)));
            } else if (set.get("tags") != null) {
                problems.add(new Problem("tags", "The tags must be a list of texts, or null for none."));
            }
        }
        tags.addAll(change.addTags());
        Set<String> removed = change.removeTags();
        tags.removeIf(tag -> removed.stream().anyMatch(each -> each.strip().equalsIgnoreCase(tag.strip())));
        return tags;
    }

    private @Nullable String text(String name, @Nullable String before) {
        return text(name, set, before, name);
    }

    private @Nullable String text(
            String name, Map<String, ? extends @Nullable Object> values, @Nullable String before, String path) {
        if (!values.containsKey(name)) {
            return before;
        }
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        problems.add(new Problem(path, "The value must be a text, or null to clear it."));
        return before;
    }

    private @Nullable Integer number(
            String name, Map<String, ? extends @Nullable Object> values, @Nullable Integer before, String path) {
        if (!values.containsKey(name)) {
            return before;
        }
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        problems.add(new Problem(path, "The value must be a whole number, or null to clear it."));
        return before;
    }

    private @Nullable Boolean yesOrNo(Map<String, ?> values, String name, @Nullable Boolean before) {
        if (!values.containsKey(name)) {
            return before;
        }
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        problems.add(new Problem("consent." + name, "The value must be true, false, or null for unknown."));
        return before;
    }

    private @Nullable PostalAddress address(@Nullable PostalAddress before) {
        Map<String, ?> parts = object("address", Set.of("street", "city", "region", "postalCode", "country"));
        if (parts == null) {
            return set.containsKey("address") ? null : before;
        }
        return new PostalAddress(
                text("street", parts, before == null ? null : before.street(), "address.street"),
                text("city", parts, before == null ? null : before.city(), "address.city"),
                text("region", parts, before == null ? null : before.region(), "address.region"),
                text("postalCode", parts, before == null ? null : before.postalCode(), "address.postalCode"),
                text("country", parts, before == null ? null : before.country(), "address.country"));
    }

    private @Nullable Company company(@Nullable Company before) {
        Map<String, ?> parts = object("company", Set.of("name", "size", "industry"));
        if (parts == null) {
            return set.containsKey("company") ? null : before;
        }
        return new Company(
                text("name", parts, before == null ? null : before.name(), "company.name"),
                number("size", parts, before == null ? null : before.size(), "company.size"),
                text("industry", parts, before == null ? null : before.industry(), "company.industry"));
    }

    private Consent consent(Consent before) {
        Map<String, ?> parts = object("consent", Set.of("sms", "email"));
        if (parts == null) {
            return set.containsKey("consent") ? Consent.UNKNOWN : before;
        }
        return new Consent(yesOrNo(parts, "sms", before.sms()), yesOrNo(parts, "email", before.email()));
    }

    private Map<String, Object> fields(Map<String, Object> before) {
        Map<String, ?> parts = object("fields", null);
        if (parts == null) {
            return set.containsKey("fields") ? Map.of() : before;
        }
        Map<String, Object> fields = new LinkedHashMap<>(before);
        parts.forEach((name, value) -> {
            if (value == null) {
                fields.remove(name);
            } else {
                fields.put(name, value);
            }
        });
        return fields;
    }

    /** The object under a name; null when it is absent, null or wrong. Parts that are absent stay as they are. */
    private @Nullable Map<String, ?> object(String name, @Nullable Set<String> parts) {
        Object value = set.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            problems.add(new Problem(name, "The value must be an object, or null to clear it."));
            return null;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, each) -> object.put(String.valueOf(key), each));
        for (String key : object.keySet()) {
            if (parts != null && !parts.contains(key)) {
                problems.add(new Problem(
                        name + "." + key,
                        "'" + key + "' is not a part of " + name + ": use " + String.join(", ", parts) + "."));
            }
        }
        return object;
    }
}
