package io.ripen.trigger.hooks.internal;

import com.fasterxml.jackson.core.JsonPointer;
import io.ripen.crm.Company;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.Leads.Key;
import io.ripen.crm.Leads.Known;
import io.ripen.crm.Leads.Rule;
import io.ripen.crm.PostalAddress;
import io.ripen.team.TeamId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in a sender's JSON the lead stands, and what becomes of somebody who is not known. Immutable. */
final class HookLead {
    private final TeamId team;
    private final Rule rule;
    private final String source;
    private final Set<String> tags = new LinkedHashSet<>();
    private final Map<String, JsonPointer> parts = new LinkedHashMap<>();
    private final Map<String, JsonPointer> fields = new LinkedHashMap<>();
    private final @Nullable JsonPointer contactId;

    /** @throws IllegalArgumentException with a sentence that says what is wrong and what would be right */
    HookLead(HookConfig config) {
        team = new TeamId(config.team().strip());
        source = config.source().isBlank()
                ? "hook:" + config.name().strip()
                : config.source().strip();
        words(config.tags()).forEach(tags::add);
        contactId = Hook.pointer("contactId", config.contactId());
        part("externalId", config.externalId());
        boolean provider = !config.provider().isBlank();
        part("email", provider ? "/email" : config.email());
        part("phone", config.phone());
        boolean named = contactId != null || !parts.isEmpty();
        part("name", config.fullName());
        part("firstName", config.firstName());
        part("lastName", config.lastName());
        part("company", config.company());
        part("country", config.country());
        part("timeZone", config.timeZone());
        if (!named) {
            throw new IllegalArgumentException(
                    "The hook does not say where in the JSON the lead stands: set contactId, externalId, email or phone,"
                            + " such as email = /customer/email.");
        }
        words(config.fields()).forEach(each -> {
            int equals = each.indexOf('=');
            JsonPointer pointer = equals < 1 ? null : Hook.pointer("fields", each.substring(equals + 1));
            if (pointer == null) {
                throw new IllegalArgumentException(
                        "fields has '" + each + "': write each as name=/where/it/stands, such as plan=/order/plan.");
            }
            fields.put(each.substring(0, equals).strip(), pointer);
        });
        rule = new Rule(
                keys(config.match()),
                !provider && one("contact", config.contact(), "make", "find").equals("make"),
                Known.valueOf(
                        one("known", config.known(), "leave", "fill", "update").toUpperCase(Locale.ROOT)),
                true);
    }

    private void part(String name, String written) {
        JsonPointer pointer = Hook.pointer(name, written);
        if (pointer != null) {
            parts.put(name, pointer);
        }
    }

    private static Stream<String> words(String[] values) {
        return Stream.of(values)
                .flatMap(each -> Stream.of(each.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }

    private static Set<Key> keys(String[] written) {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        words(written)
                .forEach(each -> keys.add(
                        switch (one("match", each, "externalId", "email", "phone")) {
                            case "externalId" -> Key.EXTERNAL_ID;
                            case "email" -> Key.EMAIL;
                            default -> Key.PHONE;
                        }));
        return keys;
    }

    private static String one(String key, String written, String... allowed) {
        for (String each : allowed) {
            if (each.equalsIgnoreCase(written.strip())) {
                return each;
            }
        }
        throw new IllegalArgumentException(key + " = " + written + " is none of " + String.join(", ", allowed) + ".");
    }

    Rule rule() {
        return rule;
    }

    @Nullable JsonPointer contactId() {
        return contactId;
    }

    /** The text that stands where the hook says; the empty string when there is none. */
    String text(Payload payload, String part) {
        return payload.text(parts.get(part));
    }

    ContactDraft draft(Payload payload) {
        String first = said(payload, "firstName");
        String last = said(payload, "lastName");
        String name = said(payload, "name");
        if (name != null && first == null && last == null) {
            int blank = name.lastIndexOf(' ');
            first = blank < 0 ? name : name.substring(0, blank).strip();
            last = blank < 0 ? null : name.substring(blank + 1);
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        fields.forEach((field, pointer) -> {
            Object value = payload.value(pointer);
            if (value != null) {
                kept.put(field, value);
            }
        });
        String company = said(payload, "company");
        String country = said(payload, "country");
        return new ContactDraft(
                team,
                said(payload, "externalId"),
                first,
                last,
                said(payload, "email"),
                said(payload, "phone"),
                tags,
                null,
                source,
                null,
                said(payload, "timeZone"),
                null,
                country == null ? null : new PostalAddress(null, null, null, null, country),
                company == null ? null : new Company(company, null, null),
                null,
                kept);
    }

    private @Nullable String said(Payload payload, String part) {
        String text = text(payload, part);
        return text.isEmpty() ? null : text;
    }
}
