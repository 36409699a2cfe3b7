package io.ripen.sequence;

import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One lead's run through one sequence, as it was when it was read.
 *
 * @param revision content hash of the revision that it runs
 * @param key what it is keyed by when several at once are allowed (a deal, an appointment); the empty string otherwise
 * @param step the durable step that it stands at; null before the first
 * @param variables Camel variables, plain JSON values
 * @param dueAt business time at which the engine looks at it next; null when nothing is due
 * @param reason why it is parked, errored or stopped, in a sentence
 * @param finishedAt when it completed or stopped
 */
public record Enrollment(
        EnrollmentId id,
        TeamId team,
        SequenceId sequence,
        String revision,
        ContactId contact,
        String key,
        EnrollmentState state,
        @Nullable StepId step,
        Map<String, Object> variables,
        @Nullable Instant dueAt,
        @Nullable String reason,
        Instant enrolledAt,
        @Nullable Instant finishedAt) {}
