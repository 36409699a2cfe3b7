package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageState;
import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.policy.Blocks;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that claims: takes locked runs from where they stand to their next durable points, and lets the touches
 * that they come to through the gate. Belongs to one transaction.
 */
final class Planning {
    private final EngineParts parts;
    private final Batch batch;
    private final long expectedOwner;
    private final Landings landings;
    private final Segments segments;
    private @Nullable BatchFacts facts;

    private final List<Job> ran = new ArrayList<>();
    private final List<Job> atTouch = new ArrayList<>();
    private final List<Long> locked = new ArrayList<>();
    /** Those that leave a touch whose outcome did not come in time. */
    private final List<Long> passed = new ArrayList<>();

    /**
     * @param node as which the runs are claimed
     * @param expectedOwner who has them now: 0, or {@code node} for those that come back from a foreign segment
     * @param room how much may go under way
     */
    Planning(EngineParts parts, UnitOfWork work, long node, long expectedOwner, Room room, Segments segments) {
        this.segments = segments;
        this.parts = parts;
        this.batch = new Batch(parts, work, node, room);
        this.expectedOwner = expectedOwner;
        this.landings = new Landings(batch);
    }

    /**
     * Takes up a run.
     *
     * @param failure what its effects failed with when this batch was tried before, or null
     */
    void add(EnrollmentRow run, @Nullable Contact contact, BatchFacts facts, @Nullable Throwable failure) {
        locked.add(run.id());
        this.facts = facts;
        List<Awaited> awaited = Awaited.read(run.awaits());
        if (run.awaits() != null && !Awaited.isTimeOnly(awaited)) {
            timedOut(run, contact, facts, failure);
            return;
        }
        Optional<CompiledSequence> revision = parts.revisionFor(run);
        if (revision.isEmpty()) {
            String reason = outOfService(run);
            batch.moves.add(Job.parked(run, "sequence:" + run.sequence(), reason));
            batch.tellParked(run, run.step(), reason);
            return;
        }
        if (contact == null) {
            parts.endings().stop(batch.work, List.of(run), "The contact was deleted.", batch.now, batch.journal);
            return;
        }
        if (Awaited.isMoved(awaited)
                && run.step() != null
                && revision.get().point(new StepId(run.step())) instanceof DurablePoint.Wait wait) {
            landings.waitAnew(new Job(run, revision.get(), contact), wait, facts);
            return;
        }
        go(new Job(run.goingOn(run.variables()), revision.get(), contact), facts, failure);
    }

    private static String outOfService(EnrollmentRow run) {
        return "Sequence '" + run.sequence()
                + "' does not run now, so the lead waits. When its file is back, the lead goes on by itself.";
    }

    /** What it waited for did not come in time. */
    private void timedOut(EnrollmentRow run, @Nullable Contact contact, BatchFacts facts, @Nullable Throwable failure) {
        Optional<CompiledSequence> revision = parts.revisionFor(run);
        if (revision.isEmpty() && contact != null) {
            // Nothing is decided while nobody can go on: what it waits for may still come, and wins if it does.
            String reason = outOfService(run);
            batch.moves.add(Job.parked(run, "sequence:" + run.sequence(), reason));
            batch.tellParked(run, run.step(), reason);
            return;
        }
        if (revision.isEmpty() || contact == null || run.step() == null) {
            locked.remove(locked.size() - 1);
            add(run.goingOn(run.variables()), contact, facts, failure);
            return;
        }
        boolean later = revision.get().point(new StepId(run.step())) instanceof DurablePoint.Touch;
        EnrollmentRow goes = run.goingOn(
                RunMemory.afterWait(run.variables(), run.step(), RunMemory.TIMEOUT, later ? RunMemory.TIMEOUT : null));
        batch.journal.line(
                run, "timeout", run.step(), 0, "The lead goes on. What this step waits for did not come in time.");
        batch.journal.count(run.sequence(), run.step(), later ? "outcome.timeout" : "came.timeout", 1);
        if (later) {
            passed.add(run.id());
        }
        go(new Job(goes, revision.get(), contact), facts, failure);
    }

    private void go(Job job, BatchFacts facts, @Nullable Throwable failure) {
        EnrollmentRow run = job.run;
        if (failure instanceof EndlessException) {
            landings.errored(job, String.valueOf(failure.getMessage()));
        } else if (failure != null) {
            landings.failed(job, failure);
        } else if (run.atTouch() && TouchPlanning.touch(job) != null) {
            atTouch.add(job);
        } else if (job.sequence.callsForeignEndpoint(EngineParts.behind(run)) && batch.held()) {
            String reason =
                    "The next step calls another system, and everything that leaves is held. The lead goes on when the block '"
                            + Blocks.HOLD + "' is lifted.";
            batch.moves.add(job.parked(Parking.BLOCK + Blocks.HOLD, reason));
            batch.tellParked(run, run.step(), reason);
        } else if (job.sequence.callsForeignEndpoint(EngineParts.behind(run))
                || segments.isSlow(Segments.Key.of(job, run.step()))) {
            aside(job);
        } else {
            job.lead = new LeadOnRoute(job.contact, run.toEnrollment(), facts.of(run, job.sequence.key()));
            ran.add(job);
        }
    }

    /** Its segment is run by a worker, outside of the transaction. */
    private void aside(Job job) {
        EnrollmentRow run = job.run;
        boolean goes = batch.room.quota(Flows.FOREIGN) > 0;
        batch.room.asked(Flows.FOREIGN, goes);
        if (goes) {
            batch.foreign.add(new Planned.Foreign(job, batch.node));
            batch.moves.add(job.staying(batch.now, batch.node, run.attempt(), run.reason()));
        } else {
            batch.moves.add(job.staying(batch.later(Flows.FOREIGN), 0, run.attempt(), run.reason()));
        }
    }

    /** Runs the segments of all that were taken up. */
    private void run() {
        List<Job> open = ran.stream().filter(job -> job.landing == null).toList();
        if (open.isEmpty()) {
            return;
        }
        List<Segments.Task> tasks = new ArrayList<>(open.size());
        for (Job job : open) {
            LeadOnRoute lead = Objects.requireNonNull(job.lead);
            tasks.add(new Segments.Task(
                    Segments.Key.of(job, job.run.step()),
                    "run " + job.run.id(),
                    () -> Landing.of(job.sequence, lead, EngineParts.behind(job.run))));
        }
        List<@Nullable Landing> landed = segments.runAll(tasks);
        for (int i = 0; i < open.size(); i++) {
            Job job = open.get(i);
            job.landing = landed.get(i);
            if (job.landing == null) {
                ran.remove(job);
                aside(job);
            } else if (job.landing instanceof Landing.Overdue) {
                job.lead = null; // whatever it wanted before it was ended is not done
            }
        }
    }

    /** Takes up a run whose segment was run already, outside of a transaction. */
    void addRan(Job job, EnrollmentRow row, Contact contact, @Nullable Throwable failure) {
        locked.add(row.id());
        Job fresh = new Job(row, job.sequence, contact);
        fresh.lead = job.lead;
        fresh.landing = job.landing;
        if (failure instanceof EndlessException) {
            landings.errored(fresh, String.valueOf(failure.getMessage()));
        } else if (failure == null) {
            ran.add(fresh);
        } else {
            landings.failed(fresh, failure);
        }
    }

    /** Writes everything; what it answers may be done once the transaction is committed. */
    Planned write() {
        run();
        leaveOut(new Effecting(parts, batch.work, batch.now, batch.journal).apply(ran, locked));
        List<Job> fresh = new ArrayList<>();
        Rounds rounds = new Rounds(batch);
        for (Job job : ran) {
            rounds.note(job);
            Landing landing = job.landing;
            if (landing instanceof Landing.At at && at.point() instanceof DurablePoint.Touch) {
                fresh.add(job);
            } else if (landing != null) {
                landings.land(job, landing, facts);
            }
        }
        fresh.addAll(atTouch);
        new TouchPlanning(batch).admit(fresh);
        if (!batch.moves.isEmpty()) {
            Set<Long> moved = parts.stores().enrollments().moveAll(batch.work, batch.moves, expectedOwner);
            if (moved.size() != batch.moves.size()) {
                throw new IllegalStateException((batch.moves.size() - moved.size())
                        + " runs changed although they were locked. Nothing of this batch was written or sent; it is tried"
                        + " again.");
            }
        }
        parts.stores()
                .tasks()
                .close(
                        batch.work,
                        passed,
                        Task.State.EXPIRED,
                        "Nobody did this in time, so the lead went on without it.");
        batch.journal.write(batch.work);
        return new Planned(locked.size(), batch.sends, batch.asks, batch.foreign);
    }

    /** What the effects of the batch stopped is not moved, and nothing of it is sent. */
    private void leaveOut(Set<Long> over) {
        if (!over.isEmpty()) {
            ran.removeIf(job -> over.contains(job.run.id()));
            atTouch.removeIf(job -> over.contains(job.run.id()));
            batch.foreign.removeIf(each -> over.contains(each.job().run.id()));
            batch.moves.removeIf(move -> over.contains(move.id()));
        }
    }

    static boolean wasAccepted(MessageState state) {
        return state == MessageState.ACCEPTED || state == MessageState.DELIVERED || state == MessageState.UNDELIVERED;
    }

    static boolean isMine(EnrollmentRow row, long owner) {
        return row.state() == EnrollmentState.ACTIVE && row.owner() == owner;
    }
}
