package io.ripen.contacts.internal;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The events that a new or changed contact causes. Their ids follow from the contact's version, so none comes twice. */
final class ContactEvents {
    private final Contact contact;
    private final Instant at;
    private final EventSource source;
    private final List<Event> events = new ArrayList<>();

    private ContactEvents(Contact contact, Instant at, EventSource source) {
        this.contact = contact;
        this.at = at;
        this.source = source;
    }

    static Event created(Contact contact, Instant at, EventSource source) {
        ContactEvents created = new ContactEvents(contact, at, source);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("tags", List.copyOf(contact.tags()));
        if (contact.source() != null) {
            data.put("source", contact.source());
        }
        created.add(EventTypes.CONTACT_CREATED, data);
        return created.events.get(0);
    }

    /** What changed between two versions; empty when nothing did. */
    static List<Event> changed(Contact before, Contact after, Instant at, EventSource source) {
        ContactEvents changed = new ContactEvents(after, at, source);
        for (String tag : missing(after.tags(), before.tags())) {
            changed.add(EventTypes.TAG_ADDED, Map.of("tag", tag));
        }
        for (String tag : missing(before.tags(), after.tags())) {
            changed.add(EventTypes.TAG_REMOVED, Map.of("tag", tag));
        }
        changed.value(EventTypes.STAGE_CHANGED, null, before.stage(), after.stage());
        changed.value(EventTypes.OWNER_CHANGED, null, before.owner(), after.owner());
        changed.field("externalId", before.externalId(), after.externalId());
        changed.field("firstName", before.firstName(), after.firstName());
        changed.field("lastName", before.lastName(), after.lastName());
        changed.field("email", before.email(), after.email());
        changed.field("phone", before.phone(), after.phone());
        changed.field("source", before.source(), after.source());
        changed.field("timeZone", text(before.timeZone()), text(after.timeZone()));
        changed.field("score", before.score(), after.score());
        changed.whole("address", before.address(), after.address());
        changed.whole("company", before.company(), after.company());
        changed.whole("consent", before.consent(), after.consent());
        Set<String> names = new LinkedHashSet<>(before.fields().keySet());
        names.addAll(after.fields().keySet());
        for (String name : names) {
            changed.field(
                    "fields." + name, before.fields().get(name), after.fields().get(name));
        }
        return changed.events;
    }

    private static Set<String> missing(Set<String> these, Set<String> from) {
        Set<String> missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        missing.addAll(these);
        missing.removeAll(from);
        from.forEach(missing::remove);
        return missing;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private void field(String name, @Nullable Object before, @Nullable Object after) {
        value(EventTypes.FIELD_CHANGED, name, before, after);
    }

    private void whole(String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            add(EventTypes.FIELD_CHANGED, Map.of("field", name));
        }
    }

    private void value(String type, @Nullable String field, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        if (field != null) {
            data.put("field", field);
        }
        if (before != null) {
            data.put("from", before);
        }
        if (after != null) {
            data.put("to", after);
        }
        add(type, data);
    }

    private void add(String type, Map<String, Object> data) {
        String id = "contact-" + contact.id() + "-" + contact.version() + (events.isEmpty() ? "" : "-" + events.size());
        events.add(new Event(id, type, contact.team(), contact.id(), null, at, source, data));
    }
}
