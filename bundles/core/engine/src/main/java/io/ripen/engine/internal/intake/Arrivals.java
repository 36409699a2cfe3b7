package io.ripen.engine.internal.intake;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Move;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.event.Event;
import io.ripen.event.EventWords;
import io.ripen.sequence.EnrollmentState;
import io.ripen.task.Task;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets runs go on that wait for what has come. A run is locked when it is asked, and what it waits for is on its row: so of
 * an event and a time-out that come at once exactly one wins. Belongs to one transaction.
 */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final String FIELD = "field";

    private final DeployedSequences sequences;
    private final Instant now;
    private final Journal journal;
    private final Map<Long, Move> moves = new LinkedHashMap<>();
    private final List<Long> parked = new ArrayList<>();
    /** Those that leave a touch whose outcome has come. */
    private final List<Long> passed = new ArrayList<>();

    Arrivals(DeployedSequences sequences, Instant now, Journal journal) {
        this.sequences = sequences;
        this.now = now;
        this.journal = journal;
    }

    /** Whether the run goes on by this event; the first event of the batch counts. */
    boolean take(EnrollmentRow run, Happening happening, Contact contact) {
        if (run.awaits() == null
                || run.step() == null
                || run.state() != EnrollmentState.ACTIVE && run.state() != EnrollmentState.PARKED
                || moves.containsKey(run.id())) {
            return false;
        }
        Event event = happening.event();
        for (Awaited awaited : Awaited.read(run.awaits())) {
            if (!happening.types().contains(awaited.on())) {
                continue;
            }
            if (awaited.moves()) {
                if (awaited.options().getOrDefault(FIELD, "").equals(field(awaited, event))) {
                    move(run, event);
                    return true;
                }
            } else if (matches(awaited, event, contact)) {
                goOn(run, awaited, event);
                return true;
            }
        }
        return false;
    }

    private boolean matches(Awaited awaited, Event event, Contact contact) {
        if (!awaited.message().isEmpty()) {
            return awaited.message().equals(String.valueOf(event.data().get("message")));
        }
        try {
            return sequences.condition(awaited.on(), awaited.options()).matches(event, contact);
        } catch (RuntimeException | LinkageError failed) {
            LOG.error(
                    "The filter of a wait for {} failed for event {} of contact {}; the wait goes on.",
                    awaited.on(),
                    event.id(),
                    contact.id(),
                    failed);
            return false;
        }
    }

    private static String field(Awaited awaited, Event event) {
        return awaited.options().containsKey(FIELD)
                ? String.valueOf(event.data().get("field"))
                : "";
    }

    /** The date that it waits for may be another one now: the runner finds the moment anew, at once. */
    private void move(EnrollmentRow run, Event event) {
        unpark(run);
        moves.put(
                run.id(),
                Move.to(run.id(), run.revision(), run.step(), false, run.occurrence(), run.variables())
                        .due(now)
                        .awaiting(Awaited.write(Awaited.moved(Awaited.read(run.awaits())))));
        journal.line(run, "moved", run.step(), 0, EventWords.of(event) + " The wait goes by the new date.");
    }

    /** What came counts; the run parks again, behind its wait, if what it needs is still away. */
    private void unpark(EnrollmentRow run) {
        if (run.state() == EnrollmentState.PARKED) {
            parked.add(run.id());
            journal.count(run.sequence(), null, "parked", -1);
        }
    }

    private void goOn(EnrollmentRow run, Awaited awaited, Event event) {
        String step = String.valueOf(run.step());
        unpark(run);
        @Nullable String outcome = awaited.message().isEmpty() ? null : OutcomeNames.of(event);
        moves.put(
                run.id(),
                Move.to(
                                run.id(),
                                run.revision(),
                                step,
                                false,
                                run.occurrence(),
                                RunMemory.afterWait(
                                        Happening.answering(run.variables(), event), step, awaited.on(), outcome))
                        .due(now));
        journal.line(
                run,
                "arrived",
                step,
                0,
                outcome == null
                        ? EventWords.of(event) + " The lead goes on."
                        : "The outcome is '" + outcome + "'. The lead goes on.");
        String name = outcome == null ? "came." + awaited.on() : "outcome." + OutcomeNames.counted(outcome);
        journal.count(run.sequence(), step, name, 1);
        if (outcome != null) {
            passed.add(run.id());
        }
    }

    /** Writes them; true when there were any, so that something is due now. */
    boolean write(Stores stores, UnitOfWork work) {
        if (moves.isEmpty()) {
            return false;
        }
        stores.parked().unpark(work, parked, now);
        stores.enrollments().moveAll(work, new ArrayList<>(moves.values()), 0);
        // The task that the outcome is of is done by who reports it; any other one of the run comes too late.
        stores.tasks().close(work, passed, Task.State.EXPIRED, "The lead went on, so this is not needed any more.");
        return true;
    }
}
