package io.ripen.core.store;

import io.ripen.sequence.EnrollmentState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The new position of a run; every part replaces what was there.
 *
 * @param dueAt business time; kept only when {@code state} is ACTIVE, which is the only state in which anything is due
 * @param owner the node that goes on working on it after the commit; 0 for nobody
 * @param awaits the events that let it go on before it is due; null for none
 * @param finishedAt when {@code state} is final
 */
public record Move(
        long id,
        String revision,
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
        @Nullable Instant finishedAt,
        @Nullable String awaits) {

    /** An ACTIVE run at a position, due never and nobody's: say what else is to be so. */
    public static Move to(
            long id,
            String revision,
            @Nullable String step,
            boolean atTouch,
            int occurrence,
            Map<String, Object> variables) {
        return new Move(
                id,
                revision,
                EnrollmentState.ACTIVE,
                step,
                atTouch,
                occurrence,
                variables,
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    /** A move that leaves everything as {@code row} has it. */
    public static Move of(EnrollmentRow row) {
        return new Move(
                row.id(),
                row.revision(),
                row.state(),
                row.step(),
                row.atTouch(),
                row.occurrence(),
                row.variables(),
                row.dueAt(),
                row.owner(),
                row.attempt(),
                row.parkedFor(),
                row.resumeAt(),
                row.reason(),
                row.finishedAt(),
                row.awaits());
    }

    /** Looked at next at this business time; null for never. */
    public Move due(@Nullable Instant at) {
        return new Move(
                id,
                revision,
                state,
                step,
                atTouch,
                occurrence,
                variables,
                at,
                owner,
                attempt,
                parkedFor,
                resumeAt,
                reason,
                finishedAt,
                awaits);
    }

    /** With a node that goes on working on it, or 0, and how often the present segment or touch has failed. */
    public Move owned(long node, int failures) {
        return new Move(
                id,
                revision,
                state,
                step,
                atTouch,
                occurrence,
                variables,
                dueAt,
                node,
                failures,
                parkedFor,
                resumeAt,
                reason,
                finishedAt,
                awaits);
    }

    /** With the sentence that tells why. */
    public Move because(@Nullable String sentence) {
        return new Move(
                id,
                revision,
                state,
                step,
                atTouch,
                occurrence,
                variables,
                dueAt,
                owner,
                attempt,
                parkedFor,
                resumeAt,
                sentence,
                finishedAt,
                awaits);
    }

    /** Going on before it is due when one of these events comes. */
    public Move awaiting(@Nullable String events) {
        return new Move(
                id,
                revision,
                state,
                step,
                atTouch,
                occurrence,
                variables,
                dueAt,
                owner,
                attempt,
                parkedFor,
                resumeAt,
                reason,
                finishedAt,
                events);
    }

    /** Waiting, whatever the time, for what it needs; when it goes on it is due at {@code resume}. */
    public Move parked(String need, @Nullable Instant resume) {
        return new Move(
                id,
                revision,
                EnrollmentState.PARKED,
                step,
                atTouch,
                occurrence,
                variables,
                null,
                owner,
                attempt,
                need,
                resume,
                reason,
                finishedAt,
                awaits);
    }

    /** In a state in which nothing is due. */
    public Move in(EnrollmentState end, @Nullable Instant at) {
        return new Move(
                id,
                revision,
                end,
                step,
                atTouch,
                occurrence,
                variables,
                null,
                owner,
                attempt,
                parkedFor,
                resumeAt,
                reason,
                at,
                awaits);
    }
}
