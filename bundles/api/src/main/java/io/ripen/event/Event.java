package io.ripen.event;

import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead.
 *
 * @param id the sender's own id, 1 to 200 characters, unique in the team: the same id twice counts once
 * @param type lower-case dotted name, such as {@code contact.created} ({@link EventTypes})
 * @param team the team, or null to take it from the contact
 * @param contact whom it concerns; null when only {@code address} is known
 * @param address phone number or e-mail address, when {@code contact} is null; all contacts with it are meant
 * @param at when it happened, business time
 * @param source where it came from
 * @param data plain JSON values
 */
public record Event(
        String id,
        String type,
        @Nullable TeamId team,
        @Nullable ContactId contact,
        @Nullable String address,
        Instant at,
        EventSource source,
        Map<String, Object> data) {
    public Event {
        data = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(data));
    }
}
