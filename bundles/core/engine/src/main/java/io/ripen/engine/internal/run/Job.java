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

    /** When it may go on at the earliest from where it has come; null when it may at once. */
    @Nullable Instant notBefore;

    Job(EnrollmentRow run, CompiledSequence sequence, Contact contact) {
        this.run = run;
        this.sequence = sequence;
        this.contact = contact;
    }

    private Move to(@Nullable String step, boolean atTouch, int occurrence, Map<String, Object> variables) {
        return Move.to(run.id(), sequence.revision(), step, atTouch, occurrence, variables);
    }

    private Move here() {
        return to(run.step(), run.atTouch(), run.occurrence(), run.variables());
    }

    private Move at(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables) {
        return to(touch.id().value(), true, occurrence, variables);
    }

    /** To a wait that is to last until {@code due}. */
    Move waiting(DurablePoint.Wait wait, Map<String, Object> variables, Instant due) {
        List<Awaited> moved = wait.timing().movedBy();
        Move move = to(wait.id().value(), false, 1, variables).due(due);
        return moved.isEmpty() ? move : move.awaiting(Awaited.write(moved));
    }

    /** Past a wait whose moment cannot be waited for. */
    Move pastWait(DurablePoint.Wait wait, Map<String, Object> variables, Instant due) {
        return to(wait.id().value(), false, 1, variables).due(due);
    }

    /** To a wait for events that is to last until {@code due} at most. */
    Move awaiting(StepId step, int occurrence, Map<String, Object> variables, Instant due, List<Awaited> events) {
        return to(step.value(), false, occurrence, variables).due(due).awaiting(Awaited.write(events));
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
        return at(touch, occurrence, variables).due(due).owned(owner, attempt).because(reason);
    }

    /** Past a touch; the segment after it is due now. */
    Move pastTouch(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, Instant now) {
        return to(touch.id().value(), false, occurrence, variables).due(now);
    }

    /** Stays where it is until {@code due}. */
    Move staying(Instant due, long owner, int attempt, @Nullable String reason) {
        return here().due(due).owned(owner, attempt).because(reason);
    }

    Move completed(@Nullable String lastStep, Map<String, Object> variables, Instant now) {
        return to(lastStep, false, run.occurrence(), variables).in(EnrollmentState.COMPLETED, now);
    }

    /** Ended by its own rule at a touch. */
    Move stopped(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, String reason, Instant now) {
        return at(touch, occurrence, variables).in(EnrollmentState.STOPPED, now).because(reason);
    }

    /** Ended by its own rule at a wait. */
    Move stopped(StepId wait, Map<String, Object> variables, String reason, Instant now) {
        return to(wait.value(), false, 1, variables)
                .in(EnrollmentState.STOPPED, now)
                .because(reason);
    }

    /** Waits for a person, at a touch. */
    Move errored(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, String reason) {
        return at(touch, occurrence, variables)
                .in(EnrollmentState.ERRORED, null)
                .because(reason);
    }

    /** Waits for a person, where it stood before the segment. */
    Move errored(String reason) {
        return here().in(EnrollmentState.ERRORED, null).because(reason);
    }

    /** Waits where it stood before the segment, until {@code need} is back. */
    Move parked(String need, String reason) {
        return here().parked(need, run.dueAt()).because(reason);
    }

    /** Waits at a touch until its channel is back. */
    Move parked(DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, String need, String reason) {
        return at(touch, occurrence, variables).parked(need, run.dueAt()).because(reason);
    }

    /** Parks a run of which not even the sequence is there; if it waits for events it goes on waiting for them. */
    static Move parked(EnrollmentRow run, String need, String reason) {
        return Move.to(run.id(), run.revision(), run.step(), run.atTouch(), run.occurrence(), run.variables())
                .parked(need, run.dueAt())
                .because(reason)
                .awaiting(run.awaits());
    }
}
