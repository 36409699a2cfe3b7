package io.ripen.core.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that is to begin: ACTIVE, before its first step.
 *
 * @param id from {@link IdAllocator}
 * @param key what it is keyed by when several at once are allowed; the empty string otherwise
 * @param variables plain JSON values
 * @param dueAt business time at which the first segment runs
 * @param group in which a contact may have one run only; null for none
 * @param sourceEvent id of the event that enrolls it, if any
 */
public record NewEnrollment(
        long id,
        String team,
        String sequence,
        String revision,
        long contact,
        String key,
        Map<String, Object> variables,
        Instant dueAt,
        @Nullable String sourceEvent,
        Instant enrolledAt,
        @Nullable String group) {

    /** One that belongs to no group. */
    public NewEnrollment(
            long id,
            String team,
            String sequence,
            String revision,
            long contact,
            String key,
            Map<String, Object> variables,
            Instant dueAt,
            @Nullable String sourceEvent,
            Instant enrolledAt) {
        this(id, team, sequence, revision, contact, key, variables, dueAt, sourceEvent, enrolledAt, null);
    }
}
