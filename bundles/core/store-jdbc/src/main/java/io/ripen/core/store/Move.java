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

    /** One after which the run waits for no event. */
    public Move(
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
            @Nullable Instant finishedAt) {
        this(
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
}
