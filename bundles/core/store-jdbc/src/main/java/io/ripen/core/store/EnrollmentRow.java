package io.ripen.core.store;

import io.ripen.crm.ContactId;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One lead's run as it stands in the database.
 *
 * @param step the durable step that it stands at; null before the first
 * @param atTouch true when the touch at {@code step} is not settled; false when {@code step} is behind and the segment
 *     after it runs next
 * @param occurrence how often this step was reached in this run, from 1; 0 before the first step
 * @param variables plain JSON values, never null
 * @param dueAt business time at which it is looked at next; null unless ACTIVE
 * @param owner node that works on it between two commits; 0 when nobody does
 * @param attempt how often the present segment or touch has failed
 * @param parkedFor what it waits for when PARKED, such as {@code channel:whatsapp}
 * @param resumeAt the due time that it had when it was parked
 * @param awaits the events that let it go on before it is due, as JSON that only the engine reads; null for none
 * @param sourceEvent id of the event that enrolled it
 */
public record EnrollmentRow(
        long id,
        String team,
        String sequence,
        String revision,
        long contact,
        String key,
        EnrollmentState state,
        @Nullable String step,
        boolean atTouch,
        int occurrence,
        Map<String, Object> variables,
        @Nullable Instant dueAt,
        long owner,
        int attempt,
        @Nullable String parkedFor,
        @Nullable Instant resumeAt,
        @Nullable String reason,
        @Nullable String sourceEvent,
        Instant enrolledAt,
        @Nullable Instant finishedAt,
        @Nullable String awaits) {

    /** The same with other variables, and with no event to wait for. */
    public EnrollmentRow goingOn(Map<String, Object> others) {
        return new EnrollmentRow(
                id,
                team,
                sequence,
                revision,
                contact,
                key,
                state,
                step,
                atTouch,
                occurrence,
                others,
                dueAt,
                owner,
                attempt,
                parkedFor,
                resumeAt,
                reason,
                sourceEvent,
                enrolledAt,
                finishedAt,
                null);
    }

    /** The same as it will stand at a touch: ACTIVE, in the node's hands, with nothing to tell. */
    public EnrollmentRow standingAt(
            String touch, String itsRevision, int times, Map<String, Object> others, long node, int failures) {
        return new EnrollmentRow(
                id,
                team,
                sequence,
                itsRevision,
                contact,
                key,
                EnrollmentState.ACTIVE,
                touch,
                true,
                times,
                others,
                dueAt,
                node,
                failures,
                null,
                null,
                null,
                sourceEvent,
                enrolledAt,
                null,
                null);
    }

    /** Whether it was ended while this touch was not settled, so that its message may have crossed with the end. */
    public boolean endedAt(@Nullable String touch, int times) {
        return state.isFinal() && atTouch && occurrence == times && step != null && step.equals(touch);
    }

    /** What is told of a message that was taken although this run had {@link #endedAt ended}. */
    public String crossedWords() {
        return "The message was already on its way when the run "
                + (state == EnrollmentState.COMPLETED ? "was completed. " : "was stopped. ") + reason;
    }

    /** The same in the words of the api. */
    public Enrollment toEnrollment() {
        return new Enrollment(
                new EnrollmentId(id),
                new TeamId(team),
                new SequenceId(sequence),
                revision,
                new ContactId(contact),
                key,
                state,
                step == null ? null : new StepId(step),
                variables,
                dueAt,
                reason,
                enrolledAt,
                finishedAt);
    }
}
