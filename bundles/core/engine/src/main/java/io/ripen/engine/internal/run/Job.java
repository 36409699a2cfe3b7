package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Move;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run while a batch works on it: where it stands, and the moves that it may make from there. */
final class Job {
    final EnrollmentRow run;
    final CompiledSequence sequence;
    Contact contact;

    @Nullable LeadOnRoute lead;

    @Nullable Landing landing;

    Job(EnrollmentRow run, CompiledSequence sequence, Contact contact) {
        this.run = run;
        this.sequence = sequence;
        this.contact = contact;
    }

    /** To a wait that is to last until {@code due}. */
    Move waiting(DurablePoint.Wait wait, Map<String, Object> variables, Instant due) {
        return active(wait.id().value(), false, 1, variables, due, 0, 0, null);
    }

    /** To a wait for events that is to last until {@code due} at most. */
    Move awaiting(StepId step, int occurrence, Map<String, Object> variables, Instant due, List<Awaited> events) {
        return new Move(
                run.id(),
                sequence.revision(),
                EnrollmentState.ACTIVE,
                step.value(),
                false,
                occurrence,
                variables,
                due,
                0,
                0,
                null,
                null,
                null,
                null,
                Awaited.write(events));
    }

    /** To a touch that is still to be done. */
    Move toTouch(
            DurablePoint.Touch touch,
            int occurrence,
            Map<String, Object> variables,
            Instant due,
            long owner,
            int attempt,
            @Nullable String reason) {
        return active(touch.id().value(), true, occurrence, variables, due, owner, attempt, reason);
    }

    /** Past a touch; the segment after it is due now. */
    Move pastTouch(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, Instant now) {
        return active(touch.id().value(), false, occurrence, variables, now, 0, 0, null);
    }

    /** Stays where it is until {@code due}. */
    Move staying(Instant due, long owner, int attempt, @Nullable String reason) {
        return active(run.step(), run.atTouch(), run.occurrence(), run.variables(), due, owner, attempt, reason);
    }

    private Move active(
            @Nullable String step,
            boolean atTouch,
            int occurrence,
            Map<String, Object> variables,
            Instant due,
            long owner,
            int attempt,
            @Nullable String reason) {
        return new Move(
                run.id(),
                sequence.revision(),
                EnrollmentState.ACTIVE,
                step,
                atTouch,
                occurrence,
                variables,
                due,
                owner,
                attempt,
                null,
                null,
                reason,
                null);
    }

    Move completed(@Nullable String lastStep, Map<String, Object> variables, Instant now) {
        return ended(EnrollmentState.COMPLETED, lastStep, false, run.occurrence(), variables, null, now);
    }

    /** Ended by its own rule at a touch. */
    Move stopped(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, String reason, Instant now) {
        return ended(EnrollmentState.STOPPED, touch.id().value(), true, occurrence, variables, reason, now);
    }

    /** Ended by its own rule at a wait. */
    Move stopped(StepId wait, Map<String, Object> variables, String reason, Instant now) {
        return ended(EnrollmentState.STOPPED, wait.value(), false, 1, variables, reason, now);
    }

    /** Waits for a person, at a touch. */
    Move errored(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, String reason) {
        return ended(EnrollmentState.ERRORED, touch.id().value(), true, occurrence, variables, reason, null);
    }

    /** Waits for a person, where it stood before the segment. */
    Move errored(String reason) {
        return ended(
                EnrollmentState.ERRORED, run.step(), run.atTouch(), run.occurrence(), run.variables(), reason, null);
    }

    private Move ended(
            EnrollmentState state,
            @Nullable String step,
            boolean atTouch,
            int occurrence,
            Map<String, Object> variables,
            @Nullable String reason,
            @Nullable Instant finishedAt) {
        return new Move(
                run.id(),
                sequence.revision(),
                state,
                step,
                atTouch,
                occurrence,
                variables,
                null,
                0,
                0,
                null,
                null,
                reason,
                finishedAt);
    }

    /** Waits where it stood before the segment, until {@code need} is back. */
    Move parked(String need, String reason) {
        return parked(run.step(), run.atTouch(), run.occurrence(), run.variables(), need, reason);
    }

    /** Waits at a touch until its channel is back. */
    Move parked(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, String need, String reason) {
        return parked(touch.id().value(), true, occurrence, variables, need, reason);
    }

    private Move parked(
            @Nullable String step,
            boolean atTouch,
            int occurrence,
            Map<String, Object> variables,
            String need,
            String reason) {
        return parked(run, sequence.revision(), step, atTouch, occurrence, variables, need, reason);
    }

    /** Parks a run of which not even the sequence is there. */
    static Move parked(EnrollmentRow run, String need, String reason) {
        return parked(run, run.revision(), run.step(), run.atTouch(), run.occurrence(), run.variables(), need, reason);
    }

    /** The same for one that waits for events; it goes on waiting for them. */
    static Move parkedAwaiting(EnrollmentRow run, String need, String reason) {
        return new Move(
                run.id(),
                run.revision(),
                EnrollmentState.PARKED,
                run.step(),
                run.atTouch(),
                run.occurrence(),
                run.variables(),
                null,
                0,
                0,
                need,
                run.dueAt(),
                reason,
                null,
                run.awaits());
    }

    private static Move parked(
            EnrollmentRow run,
            String revision,
            @Nullable String step,
            boolean atTouch,
            int occurrence,
            Map<String, Object> variables,
            String need,
            String reason) {
        return new Move(
                run.id(),
                revision,
                EnrollmentState.PARKED,
                step,
                atTouch,
                occurrence,
                variables,
                null,
                0,
                0,
                need,
                run.dueAt(),
                reason,
                null);
    }
}
