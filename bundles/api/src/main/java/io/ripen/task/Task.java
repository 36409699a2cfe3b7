package io.ripen.task;

import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person is to do for a lead.
 *
 * @param owner whose task it is: the contact's owner when it was made; null for anybody of the team
 * @param kind {@code call}, {@code todo}, or {@code reply} for a lead who waits for an answer
 * @param outcome of a call: {@code reached}, {@code voicemail}, {@code no-answer}, {@code wrong-number}; else free
 * @param message the touch that it is, or null for a task by itself
 * @param dueAt business time; so are the other times
 */
public record Task(
        TaskId id,
        TeamId team,
        ContactId contact,
        @Nullable String owner,
        String kind,
        String title,
        @Nullable String script,
        @Nullable String voicemail,
        State state,
        @Nullable String outcome,
        @Nullable String note,
        @Nullable EnrollmentId enrollment,
        @Nullable SequenceId sequence,
        @Nullable StepId step,
        @Nullable MessageId message,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant doneAt,
        @Nullable String doneBy) {

    /** Where a task stands. */
    public enum State {
        OPEN,
        DONE,
        /** Its time ran out before somebody did it. */
        EXPIRED,
        /** What it was for is over: the lead replied, or left the sequence. */
        CANCELLED
    }
}
