package io.ripen.engine.internal.enroll;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.StepKey;
import io.ripen.core.store.Stores;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.EnrollmentState;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stops runs for good, whoever works on them. A message that was planned and not sent is cancelled; one that is on its way
 * is left to its outcome, which is then reported as crossed. Should its sender never tell, since it was killed, it is looked into
 * later as a straggler.
 */
public final class Endings {
    /** Machine time in which whoever was sending has told the outcome, if it still lives: far more than a lease and a request. */
    private static final Duration SENDER_IS_DONE = Duration.ofMinutes(2);

    private final Stores stores;

    public Endings(Stores stores) {
        this.stores = stores;
    }

    /**
     * Stops runs that the transaction has locked.
     *
     * @return those that were stopped now
     */
    public Set<Long> stop(UnitOfWork work, List<EnrollmentRow> runs, String reason, Instant now, Journal journal) {
        return end(work, runs, EnrollmentState.STOPPED, reason, now, journal);
    }

    /** The same for runs that reached their goal: they end as a success. */
    public Set<Long> complete(UnitOfWork work, List<EnrollmentRow> runs, String reason, Instant now, Journal journal) {
        return end(work, runs, EnrollmentState.COMPLETED, reason, now, journal);
    }

    private Set<Long> end(
            UnitOfWork work,
            List<EnrollmentRow> runs,
            EnrollmentState state,
            String reason,
            Instant now,
            Journal journal) {
        if (runs.isEmpty()) {
            return Set.of();
        }
        String word = state == EnrollmentState.COMPLETED ? "completed" : "stopped";
        Set<Long> stopped = stores.enrollments()
                .end(work, runs.stream().map(EnrollmentRow::id).toList(), state, reason, now);
        List<StepKey> touches = new ArrayList<>();
        for (EnrollmentRow run : runs) {
            if (stopped.contains(run.id())) {
                journal.line(run, word, run.step(), 0, reason);
                journal.count(run.sequence(), null, word, 1);
                if (state == EnrollmentState.COMPLETED) {
                    journal.count(run.sequence(), null, "goal", 1);
                }
                if (run.step() != null) {
                    journal.count(run.sequence(), run.step(), word, 1);
                }
                if (run.state() == EnrollmentState.PARKED || run.state() == EnrollmentState.ERRORED) {
                    journal.count(
                            run.sequence(), null, run.state() == EnrollmentState.PARKED ? "parked" : "errored", -1);
                }
                if (run.atTouch() && run.step() != null) {
                    touches.add(new StepKey(run.id(), run.step(), run.occurrence()));
                }
            }
        }
        if (!touches.isEmpty()) {
            cancel(work, touches, reason, now);
        }
        return stopped;
    }

    private void cancel(UnitOfWork work, List<StepKey> touches, String reason, Instant now) {
        List<Settlement> cancelled = new ArrayList<>();
        List<Long> stragglers = new ArrayList<>();
        for (MessageRow message : stores.messages().findByStep(work, touches).values()) {
            if (message.state() == MessageState.SENDING || message.state() == MessageState.UNKNOWN) {
                stragglers.add(message.id());
            } else if (message.state() == MessageState.PLANNED) {
                cancelled.add(new Settlement(
                        message.id(), 0, MessageState.CANCELLED, null, message.code(), reason, null, null, now));
            }
        }
        if (!cancelled.isEmpty()) {
            stores.messages().settle(work, cancelled);
        }
        stores.stragglers()
                .add(work, stragglers, stores.clock().machine().instant().plus(SENDER_IS_DONE));
    }
}
