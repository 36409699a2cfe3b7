package io.ripen.trigger.schedule.internal;

import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Contacts as these tests need them. */
final class Leads {
    static final Instant BORN = Instant.parse("2025-12-31T20:00:00Z");

    private Leads() {}

    static Contact with(Map<String, Object> fields) {
        return lead(1, "default", null, Set.of(), fields, BORN);
    }

    static Contact lead(
            long id,
            String team,
            @Nullable String zone,
            Set<String> tags,
            Map<String, Object> fields,
            Instant createdAt) {
        return new Contact(
                new ContactId(id),
                new TeamId(team),
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                null,
                tags,
                null,
                null,
                null,
                zone == null ? null : ZoneId.of(zone),
                0,
                null,
                null,
                Consent.UNKNOWN,
                fields,
                createdAt,
                1);
    }
}
