package io.ripen.engine.internal.run;

import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import io.ripen.core.store.Move;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.LeadFacts;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.Slots;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.sequence.StepId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that settles: writes what became of messages and moves their leads on, together. Belongs to one
 * transaction.
 *
 * <p>A segment after a touch is run here when it asks nothing of the lead and does nothing to it, which is the common case
 * of a touch and then a wait. Any other one is due at once and run by the next claim, under the locks that it needs.
 */
final class Settling {
    private final EngineParts parts;
    private final UnitOfWork work;
    private Instant now;
    private final long node;
    private final Journal journal;
    private final Zones.Within zones;

    private final List<Move> moves = new ArrayList<>();
    /** What there is to tell about a run if it is really moved. */
    private final Map<Long, Consumer<Journal>> tales = new HashMap<>();

    private final Segments segments;
    /** Where runs that pass their touches come to, by run. */
    private final Map<Long, Passed> passed = new HashMap<>();

    private boolean dueNow;

    private record Passed(LeadOnRoute lead, @Nullable Landing landing) {}

    Settling(EngineParts parts, UnitOfWork work, long node, Segments segments) {
        this.segments = segments;
        this.parts = parts;
        this.work = work;
        this.node = node;
        this.now = parts.stores().clock().instant();
        this.journal = new Journal(parts.stores(), Slots.ofEngine(node, 1));
        this.zones = parts.zones().within(work);
    }

    /** Settles messages that were all claimed as {@code node}; true when some of the leads are due again at once. */
    boolean settle(List<Done> done) {
        List<Gate.Found> found = new ArrayList<>(done.size());
        for (Done each : done) {
            found.add(new Gate.Found(each.flight().message(), each.finding(), retryAt(each)));
        }
        List<Gate.Settled> settled = parts.gate().settle(work, found);
        // A wait counts from the sending: never from before the time that the message's own row says.
        now = parts.stores().clock().instant();
        pass(done, settled);
        for (int i = 0; i < done.size(); i++) {
            tell(done.get(i), settled.get(i));
            move(done.get(i), settled.get(i), found.get(i).retryAt());
        }
        Set<Long> moved = parts.stores().enrollments().moveAll(work, moves, node);
        moved.forEach(run -> {
            Consumer<Journal> tale = tales.get(run);
            if (tale != null) {
                tale.accept(journal);
            }
        });
        if (moved.size() < moves.size()) {
            crossed(done, settled, moved);
        }
        journal.write(work);
        return dueNow;
    }

    private Instant retryAt(Done done) {
        if (done.finding() instanceof Finding.Answered answered
                && answered.outcome() instanceof Outcome.Unavailable unavailable) {
            int times = done.flight().attempt() + 1;
            return parts.pauses().from(now, Pauses.afterUnavailable(times, unavailable.retryAfter()));
        }
        return now;
    }

    /** What happened to the message is told whatever became of its run. */
    private void tell(Done done, Gate.Settled settled) {
        InFlight flight = done.flight();
        EnrollmentRow run = flight.job().run;
        String step = flight.touch().id().value();
        long message = flight.message().id();
        if (!settled.changed()) {
            return;
        }
        switch (settled.state()) {
            case ACCEPTED -> {
                String address = flight.message().address();
                String to = address.isEmpty() ? "" : " to " + address;
                journal.line(
                        run, "sent", step, message, "Sent by " + flight.touch().channel() + to + ".");
                journal.count(run.sequence(), step, "sent", 1);
            }
            case REFUSED -> {
                journal.line(run, "refused", step, message, settled.reason());
                journal.count(run.sequence(), step, "refused", 1);
            }
            case UNKNOWN -> journal.line(run, "unknown", step, message, settled.reason());
            case PLANNED -> {
                if (!(done.finding() instanceof Finding.NeverSent)) {
                    journal.line(run, "delayed", step, message, settled.reason());
                }
            }
            default -> {}
        }
    }

    private void move(Done done, Gate.Settled settled, Instant retryAt) {
        InFlight flight = done.flight();
        switch (settled.state()) {
            case ACCEPTED, DELIVERED, UNDELIVERED -> onwards(flight);
            case REFUSED, DENIED, CANCELLED -> rule(afterTouch(flight).notSent(settled.reason()));
            case PLANNED, SENDING -> {
                boolean tried = done.finding() instanceof Finding.Answered;
                again(flight, retryAt, tried ? flight.attempt() + 1 : 0, settled.reason());
            }
            case UNKNOWN -> inDoubt(done, settled.reason());
        }
    }

    /** Runs the segments behind the touches that are settled and that need nothing else. */
    private void pass(List<Done> done, List<Gate.Settled> settled) {
        List<Segments.Task> tasks = new ArrayList<>();
        List<Long> runs = new ArrayList<>();
        List<LeadOnRoute> leads = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            InFlight flight = done.get(i).flight();
            Job job = flight.job();
            StepId step = flight.touch().id();
            Segments.Key key = Segments.Key.of(job, step.value());
            if (Planning.wasAccepted(settled.get(i).state())
                    && flight.touch().later() == null
                    && !job.sequence.jumps() // the claim knows whether it goes round too fast
                    && !job.sequence.callsForeignEndpoint(step)
                    && !segments.isSlow(key)) {
                LeadOnRoute lead = new LeadOnRoute(job.contact, atTouch(flight).toEnrollment(), LeadFacts.NONE);
                tasks.add(new Segments.Task(key, "run " + job.run.id(), () -> Landing.of(job.sequence, lead, step)));
                runs.add(job.run.id());
                leads.add(lead);
            }
        }
        if (tasks.isEmpty()) {
            return;
        }
        List<@Nullable Landing> landed = segments.runAll(tasks);
        for (int i = 0; i < runs.size(); i++) {
            passed.put(runs.get(i), new Passed(leads.get(i), landed.get(i)));
        }
    }

    private void inDoubt(Done done, String reason) {
        InFlight flight = done.flight();
        boolean asked = done.finding() instanceof Finding.Asked given
                && given.reconciliation() instanceof Reconciliation.Undecided;
        boolean impossible = done.finding() instanceof Finding.Asked given
                && given.reconciliation() instanceof Reconciliation.Impossible;
        int times = asked ? flight.attempt() + 1 : 0;
        Duration pause = impossible ? null : Pauses.beforeAsking(times);
        if (pause != null) {
            again(flight, parts.pauses().from(now, pause), times, reason);
            return;
        }
        String step = flight.touch().id().value();
        AfterTouch.Ruling ruling = afterTouch(flight)
                .by(
                        StepRule.onUnknown(flight.touch()),
                        "It is unknown whether the message of step '" + step + "' was sent. "
                                + (impossible ? "" : "The provider was asked " + times + " times. ") + reason);
        rule(new AfterTouch.Ruling(
                ruling.move(),
                ruling.tale().andThen(journal -> journal.count(flight.job().run.sequence(), step, "unknown", 1))));
    }

    private AfterTouch afterTouch(InFlight flight) {
        return new AfterTouch(flight.job(), flight.touch(), flight.occurrence(), flight.variables(), now);
    }

    private void rule(AfterTouch.Ruling ruling) {
        moves.add(ruling.move());
        tales.put(ruling.move().id(), ruling.tale());
        dueNow |= now.equals(ruling.move().dueAt());
    }

    /** Stays at the touch, which is looked at again at {@code due}. */
    private void again(InFlight flight, Instant due, int attempt, String reason) {
        moves.add(
                flight.job().toTouch(flight.touch(), flight.occurrence(), flight.variables(), due, 0, attempt, reason));
        dueNow |= !due.isAfter(now);
    }

    private void onwards(InFlight flight) {
        Job job = flight.job();
        if (flight.touch().later() != null) {
            rule(afterTouch(flight).accepted(flight.message().id()));
            return;
        }
        Passed by = passed.get(job.run.id());
        if (by == null) {
            rule(afterTouch(flight).past());
            return;
        }
        LeadOnRoute lead = by.lead();
        Landing landing = by.landing();
        boolean pure = !lead.consulted() && lead.wantsNothing();
        String sequence = job.run.sequence();
        if (pure
                && landing instanceof Landing.At at
                && at.point() instanceof DurablePoint.Wait wait
                && wait.timing().isPlain()) {
            Instant due = wait.timing()
                    .due(
                            now,
                            RunMemory.begun(at.variables(), job.run.enrolledAt()),
                            RunMemory.pace(at.variables()),
                            zones.of(job.contact));
            moves.add(job.waiting(wait, RunMemory.sendingAgain(at.variables()), due));
            tales.put(job.run.id(), journal -> journal.count(sequence, wait.id().value(), "reached", 1));
            dueNow |= !due.isAfter(now);
        } else if (pure && landing instanceof Landing.End end) {
            rule(new AfterTouch.Ruling(job.completed(flight.touch().id().value(), end.variables(), now), journal -> {
                journal.line(
                        job.run,
                        "completed",
                        flight.touch().id().value(),
                        0,
                        "The lead came to the end of the sequence.");
                journal.count(sequence, null, "completed", 1);
            }));
        } else {
            rule(afterTouch(flight).past());
        }
    }

    /** The run as it stands at its touch. */
    private static EnrollmentRow atTouch(InFlight flight) {
        return flight.job()
                .run
                .standingAt(
                        flight.touch().id().value(),
                        flight.job().sequence.revision(),
                        flight.occurrence(),
                        flight.variables(),
                        flight.node(),
                        flight.attempt());
    }

    /** Runs that were not ours to move any more: those that are over have crossed with their message. */
    private void crossed(List<Done> done, List<Gate.Settled> settled, Set<Long> moved) {
        Map<Long, Gate.Settled> left = new HashMap<>();
        for (int i = 0; i < done.size(); i++) {
            long run = done.get(i).flight().job().run.id();
            if (!moved.contains(run)) {
                left.put(run, settled.get(i));
            }
        }
        for (EnrollmentRow row : parts.stores().enrollments().lockByIds(work, left.keySet())) {
            Gate.Settled message = left.get(row.id());
            if (message != null
                    && message.changed()
                    && row.atTouch()
                    && row.state().isFinal()
                    && Planning.wasAccepted(message.state())) {
                journal.line(row, "crossed", row.step(), message.message().id(), row.crossedWords());
                journal.count(row.sequence(), row.step(), "crossed", 1);
            }
        }
    }
}
