package io.ripen.engine.internal.compile;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a contact will look like once a change is written, for later steps of the same segment. The projection makes the
 * real change, with its checks and normalising; address, company and consent are left to it alone.
 */
final class ContactPreview {
    private ContactPreview() {}

    static Contact after(Contact before, ContactChange change) {
        Map<String, @Nullable Object> set = change.set();
        return new Contact(
                before.id(),
                before.team(),
                before.externalId(),
                text(set, "firstName", before.firstName()),
                text(set, "lastName", before.lastName()),
                text(set, "email", before.email()),
                text(set, "phone", before.phone()),
                before.phoneE164(),
                tags(before.tags(), change),
                text(set, "owner", before.owner()),
                text(set, "source", before.source()),
                text(set, "stage", before.stage()),
                zone(set, before.timeZone()),
                set.get("score") instanceof Number score ? score.intValue() : before.score(),
                before.address(),
                before.company(),
                before.consent(),
                fields(before.fields(), set.get("fields")),
                before.createdAt(),
                before.version());
    }

    private static @Nullable String text(Map<String, @Nullable Object> set, String name, @Nullable String before) {
        if (!set.containsKey(name)) {
            return before;
        }
        Object value = set.get(name);
        return value == null ? null : value.toString();
    }

    private static @Nullable ZoneId zone(Map<String, @Nullable Object> set, @Nullable ZoneId before) {
        String name = text(set, "timeZone", before == null ? null : before.getId());
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return before; // the projection refuses it in a moment, with its own words
        }
    }

    private static Set<String> tags(Set<String> before, ContactChange change) {
        if (change.addTags().isEmpty() && change.removeTags().isEmpty()) {
            return before;
        }
        Set<String> after = new LinkedHashSet<>(before);
        for (String add : change.addTags()) {
            if (after.stream().noneMatch(add::equalsIgnoreCase)) {
                after.add(add);
            }
        }
        after.removeIf(tag -> change.removeTags().stream().anyMatch(tag::equalsIgnoreCase));
        return Collections.unmodifiableSet(after);
    }

    private static Map<String, Object> fields(Map<String, Object> before, @Nullable Object set) {
        if (!(set instanceof Map<?, ?> changes)) {
            return before;
        }
        Map<String, Object> after = new LinkedHashMap<>(before);
        changes.forEach((name, value) -> {
            if (value == null) {
                after.remove(String.valueOf(name));
            } else {
                after.put(String.valueOf(name), value);
            }
        });
        return Collections.unmodifiableMap(after);
    }
}
