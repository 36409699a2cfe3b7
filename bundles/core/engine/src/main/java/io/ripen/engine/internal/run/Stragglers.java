package io.ripen.engine.internal.run;

import io.ripen.core.store.Admitted;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Gate;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.Straggler;
import io.ripen.delivery.MessageState;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.Slots;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what became of messages whose run ended while they were on their way, when their sender never told: a lead that
 * replied in the very moment in which the node that was writing to it died. The run is over and moves nowhere; but the
 * message is settled, told as crossed when it went, or stays listed as unknown with its reason. Nothing is sent here.
 * Thread-safe.
 */
final class Stragglers {
    private static final int AT_ONCE = 20;
    /** Whoever took some of them asks about each; after so long somebody else may. */
    private static final Duration TO_ASK = Duration.ofMinutes(15);

    private final EngineParts parts;
    private final NodeLease lease;

    Stragglers(EngineParts parts, NodeLease lease) {
        this.parts = parts;
        this.lease = lease;
    }

    /** Asks about those that are due, on the calling thread, which may take the time of some requests. */
    void lookAfter() {
        Map<Long, Straggler> taken = new HashMap<>();
        List<Admitted> attempts = parts.stores().machineTransactions().call(work -> {
            Instant now = machine();
            parts.stores()
                    .stragglers()
                    .take(work, now, now.plus(TO_ASK), AT_ONCE)
                    .forEach(each -> taken.put(each.message(), each));
            return taken.isEmpty() ? List.<Admitted>of() : parts.gate().inDoubt(work, taken.keySet());
        });
        if (taken.isEmpty()) {
            return;
        }
        List<Gate.Found> found = new ArrayList<>(attempts.size());
        for (Admitted each : attempts) {
            found.add(new Gate.Found(
                    each, parts.gate().reconcile(each), parts.stores().clock().instant()));
        }
        parts.stores().machineTransactions().call(work -> {
            settle(work, taken, found);
            return true;
        });
    }

    private void settle(UnitOfWork work, Map<Long, Straggler> taken, List<Gate.Found> found) {
        // The messages first, then their runs: the order in which everybody settles.
        Map<Long, Gate.Settled> settled = new HashMap<>();
        parts.gate()
                .settle(work, found)
                .forEach(each -> settled.put(each.message().id(), each));
        Map<Long, MessageRow> rows = new HashMap<>();
        Set<Long> runs = new HashSet<>();
        for (MessageRow row : parts.stores().messages().findAll(work, taken.keySet())) {
            rows.put(row.id(), row);
            runs.add(row.enrollment());
        }
        Map<Long, EnrollmentRow> ended = new HashMap<>();
        parts.stores().enrollments().lockByIds(work, runs).forEach(run -> ended.put(run.id(), run));
        Journal journal = new Journal(parts.stores(), Slots.ofEngine(lease.node(), 1));
        List<Long> over = new ArrayList<>();
        List<Settlement> closed = new ArrayList<>();
        for (Straggler straggler : taken.values()) {
            MessageRow row = rows.get(straggler.message());
            EnrollmentRow run = row == null ? null : ended.get(row.enrollment());
            if (row == null || run == null) {
                over.add(straggler.message());
                continue;
            }
            Gate.Settled now = settled.get(row.id());
            if (now == null && !row.state().isSettled()) {
                String reason =
                        "It is unknown whether this message was sent. The lead was deleted, so the provider cannot be asked.";
                closed.add(with(row, MessageState.UNKNOWN, reason));
                journal.line(run, "unknown", row.step(), row.id(), reason);
                over.add(row.id());
            } else if (now == null || !now.changed() || tell(journal, run, row, now, closed)) {
                over.add(row.id());
            } else {
                later(work, journal, straggler, run, row, now.reason(), over);
            }
        }
        parts.stores().messages().settle(work, closed);
        parts.stores().stragglers().remove(work, over);
        journal.write(work);
    }

    /** Whether there is no more to be found out. */
    private boolean tell(
            Journal journal, EnrollmentRow run, MessageRow row, Gate.Settled now, List<Settlement> closed) {
        if (Planning.wasAccepted(now.state())) {
            journal.line(run, "sent", row.step(), row.id(), "Sent. The provider was asked and has the message.");
            journal.count(run.sequence(), row.step(), "sent", 1);
            if (run.endedAt(row.step(), row.occurrence())) {
                journal.line(run, "crossed", row.step(), row.id(), run.crossedWords());
                journal.count(run.sequence(), row.step(), "crossed", 1);
            }
            return true;
        }
        if (now.state() == MessageState.PLANNED) {
            // It never went out, and its run is over: it never will.
            closed.add(with(row, MessageState.CANCELLED, String.valueOf(run.reason())));
            return true;
        }
        return now.state() != MessageState.UNKNOWN;
    }

    private void later(
            UnitOfWork work,
            Journal journal,
            Straggler straggler,
            EnrollmentRow run,
            MessageRow row,
            String reason,
            List<Long> over) {
        int asked = straggler.asked() + 1;
        Duration pause = Pauses.beforeAsking(asked);
        if (pause != null) {
            parts.stores()
                    .stragglers()
                    .again(work, new Straggler(row.id(), asked), machine().plus(pause));
            return;
        }
        journal.line(
                run,
                "unknown",
                row.step(),
                row.id(),
                "It is unknown whether the message of step '" + row.step() + "' was sent. The provider was asked "
                        + asked + " times. " + reason);
        journal.count(run.sequence(), row.step(), "unknown", 1);
        over.add(row.id());
    }

    private Settlement with(MessageRow row, MessageState state, String reason) {
        Instant now = parts.stores().clock().instant();
        return new Settlement(row.id(), 0, state, null, row.code(), reason, null, null, now);
    }

    private Instant machine() {
        return parts.stores().clock().machine().instant();
    }
}
