package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.Move;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageState;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.compile.Timing;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.Slots;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.StepId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final UnitOfWork work;
    private final Instant now;
    private final long node;
    private final long expectedOwner;
    private final Room room;
    private final Journal journal;
    private final TeamZones zones;
    private @Nullable BatchFacts facts;

    private final List<Job> ran = new ArrayList<>();
    private final List<Job> atTouch = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private final List<InFlight> sends = new ArrayList<>();
    private final List<InFlight> asks = new ArrayList<>();
    private final List<Planned.Foreign> foreign = new ArrayList<>();
    private final List<Long> locked = new ArrayList<>();

    /**
     * @param node as which the runs are claimed
     * @param expectedOwner who has them now: 0, or {@code node} for those that come back from a foreign segment
     * @param room how much may go under way
     */
    Planning(EngineParts parts, UnitOfWork work, long node, long expectedOwner, Room room) {
        this.parts = parts;
        this.work = work;
        this.now = parts.stores().clock().instant();
        this.node = node;
        this.expectedOwner = expectedOwner;
        this.room = room;
        this.zones = new TeamZones(parts.stores(), work);
        this.journal = new Journal(parts.stores(), Slots.ofEngine(node, 0));
    }

    /**
     * Takes up a run.
     *
     * @param failure what its effects failed with when this batch was tried before, or null
     */
    void add(EnrollmentRow run, @Nullable Contact contact, BatchFacts facts, @Nullable Throwable failure) {
        locked.add(run.id());
        this.facts = facts;
        if (run.awaits() != null) {
            timedOut(run, contact, facts, failure);
            return;
        }
        Optional<CompiledSequence> revision = parts.revisionFor(run);
        if (revision.isEmpty()) {
            String reason = outOfService(run);
            moves.add(Job.parked(run, "sequence:" + run.sequence(), reason));
            tellParked(run, run.step(), reason);
            return;
        }
        if (contact == null) {
            parts.endings().stop(work, List.of(run), "The contact was deleted.", now, journal);
            return;
        }
        go(new Job(run, revision.get(), contact), facts, failure);
    }

    private static String outOfService(EnrollmentRow run) {
        return "Sequence '" + run.sequence() + "' is not in service. Deploy it again; the lead goes on by itself.";
    }

    /** What it waited for did not come in time. */
    private void timedOut(EnrollmentRow run, @Nullable Contact contact, BatchFacts facts, @Nullable Throwable failure) {
        Optional<CompiledSequence> revision = parts.revisionFor(run);
        if (revision.isEmpty() && contact != null) {
            // Nothing is decided while nobody can go on: what it waits for may still come, and wins if it does.
            String reason = outOfService(run);
            moves.add(Job.parked(run, "sequence:" + run.sequence(), reason));
            tellParked(run, run.step(), reason);
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
        journal.line(run, "timeout", run.step(), 0, "Goes on: what it waited for did not come in time.");
        journal.count(run.sequence(), run.step(), later ? "outcome.timeout" : "came.timeout", 1);
        go(new Job(goes, revision.get(), contact), facts, failure);
    }

    private void go(Job job, BatchFacts facts, @Nullable Throwable failure) {
        EnrollmentRow run = job.run;
        if (failure != null) {
            failed(job, failure);
        } else if (run.atTouch() && touch(job) != null) {
            atTouch.add(job);
        } else if (job.sequence.callsForeignEndpoint(EngineParts.behind(run))) {
            boolean goes = room.quota(Flows.FOREIGN) > 0;
            room.asked(Flows.FOREIGN, goes);
            if (goes) {
                foreign.add(new Planned.Foreign(job, node));
                moves.add(job.staying(now, node, run.attempt(), run.reason()));
            } else {
                moves.add(job.staying(later(Flows.FOREIGN), 0, run.attempt(), run.reason()));
            }
        } else {
            LeadOnRoute lead = new LeadOnRoute(job.contact, run.toEnrollment(), facts.of(run));
            job.lead = lead;
            job.landing = Landing.of(job.sequence, lead, EngineParts.behind(run));
            ran.add(job);
        }
    }

    /** Takes up a run whose segment was run already, outside of a transaction. */
    void addRan(Job job, EnrollmentRow row, Contact contact, @Nullable Throwable failure) {
        locked.add(row.id());
        Job fresh = new Job(row, job.sequence, contact);
        fresh.lead = job.lead;
        fresh.landing = job.landing;
        if (failure == null) {
            ran.add(fresh);
        } else {
            failed(fresh, failure);
        }
    }

    /** Writes everything; what it answers may be done once the transaction is committed. */
    Planned write() {
        leaveOut(new Effecting(parts, work, now, journal).apply(ran, locked));
        List<Job> fresh = new ArrayList<>();
        for (Job job : ran) {
            Landing landing = job.landing;
            if (landing instanceof Landing.At at && at.point() instanceof DurablePoint.Touch) {
                fresh.add(job);
            } else if (landing != null) {
                land(job, landing);
            }
        }
        admit(fresh);
        if (!moves.isEmpty()) {
            Set<Long> moved = parts.stores().enrollments().moveAll(work, moves, expectedOwner);
            if (moved.size() != moves.size()) {
                throw new IllegalStateException((moves.size() - moved.size())
                        + " runs changed although they were locked. Nothing of this batch was written or sent; it is tried"
                        + " again.");
            }
        }
        journal.write(work);
        return new Planned(locked.size(), sends, asks, foreign);
    }

    /** What the effects of the batch stopped is not moved, and nothing of it is sent. */
    private void leaveOut(Set<Long> over) {
        if (!over.isEmpty()) {
            ran.removeIf(job -> over.contains(job.run.id()));
            atTouch.removeIf(job -> over.contains(job.run.id()));
            foreign.removeIf(each -> over.contains(each.job().run.id()));
            moves.removeIf(move -> over.contains(move.id()));
        }
    }

    private void land(Job job, Landing landing) {
        if (landing instanceof Landing.At at) {
            journal.count(job.run.sequence(), at.point().id().value(), "reached", 1);
            if (at.point() instanceof DurablePoint.Await await) {
                Instant due = now.plus(Timing.scaled(await.timeout(), RunMemory.pace(at.variables())));
                moves.add(job.awaiting(await.id(), 1, at.variables(), due, await.events()));
            } else {
                await((DurablePoint.Wait) at.point(), job, at.variables());
            }
        } else if (landing instanceof Landing.End end) {
            moves.add(job.completed(job.run.step(), end.variables(), now));
            String ended = job.lead == null ? null : job.lead.ended();
            journal.line(
                    job.run,
                    "completed",
                    job.run.step(),
                    0,
                    ended == null ? "Came to the end of the sequence." : ended);
            journal.count(job.run.sequence(), null, "completed", 1);
        } else if (landing instanceof Landing.Missing missing) {
            String reason = "Nothing that is installed provides " + missing.need()
                    + ". The lead goes on by itself when it is back.";
            moves.add(job.parked(missing.need(), reason));
            tellParked(job.run, job.run.step(), reason);
        } else if (landing instanceof Landing.Failed failed) {
            failed(job, failed.cause());
        }
    }

    private void await(DurablePoint.Wait wait, Job job, Map<String, Object> variables) {
        Optional<Instant> due = wait.timing().isPlain()
                ? Optional.of(wait.timing()
                        .due(now, RunMemory.begun(variables, job.run.enrolledAt()), RunMemory.pace(variables)))
                : wait.timing()
                        .due(new LeadMoment(
                                now,
                                job.run,
                                job.contact,
                                variables,
                                facts == null ? BatchFacts.within(parts.stores(), work, List.of(job.run)) : facts,
                                zones));
        String step = wait.id().value();
        if (due.isPresent()) {
            moves.add(job.waiting(wait, variables, due.get()));
            return;
        }
        String reason = "The date that step '" + step + "' goes by is missing or cannot be read.";
        if (wait.timing().exitWhenMissing()) {
            moves.add(job.stopped(wait.id(), variables, reason, now));
            journal.line(job.run, "stopped", step, 0, reason + " Its rule ends the run.");
            journal.count(job.run.sequence(), null, "stopped", 1);
        } else {
            moves.add(job.waiting(wait, variables, now));
            journal.line(job.run, "note", step, 0, reason + " The lead goes on at once.");
        }
    }

    private void failed(Job job, Throwable cause) {
        int failures = job.run.attempt() + 1;
        Duration pause = Pauses.afterFailure(failures);
        String after = job.run.step() == null ? "The first segment" : "The segment after step '" + job.run.step() + "'";
        String reason = after + " failed: " + Landing.words(cause);
        if (pause == null) {
            moves.add(job.errored(reason));
            journal.line(
                    job.run,
                    "errored",
                    job.run.step(),
                    0,
                    reason + " It was tried " + failures
                            + " times. Mend the cause and retry the enrollment; it goes on from the same step.");
            journal.count(job.run.sequence(), null, "errored", 1);
        } else {
            Instant again = parts.pauses().from(now, pause);
            moves.add(job.staying(again, 0, failures, reason));
            journal.line(job.run, "failed", job.run.step(), 0, reason + " It is tried again at " + again + ".");
        }
    }

    private void tellParked(EnrollmentRow run, @Nullable String step, String reason) {
        journal.line(run, "parked", step, 0, reason);
        journal.count(run.sequence(), null, "parked", 1);
    }

    private static DurablePoint.@Nullable Touch touch(Job job) {
        Landing landing = job.landing;
        DurablePoint point = landing instanceof Landing.At at
                ? at.point()
                : job.run.step() == null ? null : job.sequence.point(new StepId(job.run.step()));
        return point instanceof DurablePoint.Touch touch ? touch : null;
    }

    private void admit(List<Job> fresh) {
        List<Job> jobs = new ArrayList<>(fresh);
        jobs.addAll(atTouch);
        if (jobs.isEmpty()) {
            return;
        }
        List<TouchRequest> requests = new ArrayList<>(jobs.size());
        for (Job job : jobs) {
            DurablePoint.Touch touch = Objects.requireNonNull(touch(job));
            if (job.landing instanceof Landing.At at && job.sequence.jumps()) {
                String step = touch.id().value();
                int times = RunMemory.visits(at.variables(), step) + 1;
                job.landing = new Landing.At(at.point(), RunMemory.visited(at.variables(), step, times));
            }
            requests.add(new TouchRequest(
                    job.run.id(),
                    job.contact,
                    job.sequence.id(),
                    touch.id(),
                    occurrence(job),
                    touch.channel(),
                    touch.template(),
                    touch.options(),
                    variables(job),
                    job.sequence.revision(),
                    job.sequence::template,
                    job.sequence.priority(),
                    due(job),
                    StaleRule.skipAfter(touch),
                    job.landing == null));
            if (job.landing != null) {
                journal.count(job.run.sequence(), touch.id().value(), "reached", 1);
            }
        }
        ask(jobs, requests);
    }

    /** Asks the gate for as many as their channels have room for; the others stay at the touch for a while. */
    private void ask(List<Job> jobs, List<TouchRequest> requests) {
        List<Integer> open = new ArrayList<>();
        for (boolean first : new boolean[] {true, false}) { // who was put back before goes first
            for (int i = 0; i < jobs.size(); i++) {
                if (requests.get(i).resumed() == first) {
                    open.add(i);
                }
            }
        }
        List<Integer> asked = new ArrayList<>();
        do {
            List<Integer> rest = new ArrayList<>();
            asked.clear();
            Map<String, Integer> quotas = new HashMap<>();
            for (int i : open) {
                String channel = requests.get(i).channel();
                boolean asks = quotas.computeIfAbsent(channel, room::quota) > 0;
                quotas.merge(channel, -1, Integer::sum);
                (asks ? asked : rest).add(i);
            }
            List<GateAnswer> answers = asked.isEmpty()
                    ? List.of()
                    : parts.gate().admit(work, asked.stream().map(requests::get).toList());
            for (int i = 0; i < answers.size(); i++) {
                Job job = jobs.get(asked.get(i));
                GateAnswer answer = answers.get(i);
                room.asked(
                        requests.get(asked.get(i)).channel(),
                        answer instanceof GateAnswer.Go || answer instanceof GateAnswer.Ask);
                answer(job, Objects.requireNonNull(touch(job)), answer);
            }
            open = rest;
        } while (!asked.isEmpty() && !open.isEmpty());
        open.forEach(i -> putBack(jobs.get(i)));
    }

    /** It has come to its touch, and its channel has as much to do as it can. No message is planned yet. */
    private void putBack(Job job) {
        DurablePoint.Touch touch = Objects.requireNonNull(touch(job));
        moves.add(job.toTouch(
                touch,
                occurrence(job),
                variables(job),
                later(touch.channel()),
                0,
                job.landing == null ? job.run.attempt() : 0,
                "Channel '" + touch.channel()
                        + "' has as much to send as it can; the lead goes on when there is room."));
    }

    private Instant later(String lane) {
        return parts.pauses().from(now, room.queue(lane));
    }

    private void answer(Job job, DurablePoint.Touch touch, GateAnswer answer) {
        Map<String, Object> variables = variables(job);
        int occurrence = occurrence(job);
        int attempt = job.landing == null ? job.run.attempt() : 0;
        if (answer instanceof GateAnswer.Go go) {
            Duration late = StaleRule.shift(touch, due(job), now);
            if (!late.isZero()) {
                variables = RunMemory.shifted(variables, late);
                journal.line(
                        job.run,
                        "note",
                        touch.id().value(),
                        0,
                        "It goes " + late.toDays()
                                + " days late; what counts from the enrollment follows as much later.");
            }
            moves.add(job.toTouch(touch, occurrence, variables, due(job), node, attempt, null));
            sends.add(new InFlight(job, touch, occurrence, variables, attempt, go.message(), node));
        } else if (answer instanceof GateAnswer.Hold hold) {
            moves.add(job.toTouch(touch, occurrence, variables, hold.until(), 0, attempt, hold.reason()));
            if (hold.fresh()) {
                journal.line(
                        job.run,
                        "held",
                        touch.id().value(),
                        hold.message(),
                        "Held until " + hold.until() + by(hold.policy()) + ": " + hold.reason());
                journal.count(job.run.sequence(), touch.id().value(), "held", 1);
            }
        } else if (answer instanceof GateAnswer.Await await) {
            moves.add(job.parked(touch, occurrence, variables, Parking.BLOCK + await.block(), await.reason()));
            journal.line(
                    job.run,
                    "held",
                    touch.id().value(),
                    await.message(),
                    "Held until a person decides" + by(await.policy()) + ": " + await.reason());
            journal.count(job.run.sequence(), null, "parked", 1);
        } else if (answer instanceof GateAnswer.Ask ask && ask.fresh()) {
            Instant due = parts.pauses().from(now, parts.settings().grace());
            moves.add(job.toTouch(touch, occurrence, variables, due, 0, 0, ask.reason()));
            journal.line(job.run, "unknown", touch.id().value(), ask.message().id(), ask.reason());
        } else if (answer instanceof GateAnswer.Ask ask) {
            moves.add(job.toTouch(touch, occurrence, variables, due(job), node, attempt, ask.reason()));
            asks.add(new InFlight(job, touch, occurrence, variables, attempt, ask.message(), node));
        } else if (answer instanceof GateAnswer.Missing missing) {
            String reason =
                    "Channel '" + missing.channel() + "' is not installed. The lead goes on by itself when it is.";
            moves.add(job.parked(touch, occurrence, variables, "channel:" + missing.channel(), reason));
            tellParked(job.run, touch.id().value(), reason);
        } else if (answer instanceof GateAnswer.Over over) {
            if (over.fresh()) {
                journal.line(
                        job.run,
                        "denied",
                        touch.id().value(),
                        over.message(),
                        over.policy() == null ? over.reason() : "Not sent" + by(over.policy()) + ": " + over.reason());
                journal.count(job.run.sequence(), touch.id().value(), "denied", 1);
            }
            AfterTouch afterTouch = new AfterTouch(job, touch, occurrence, variables, now);
            AfterTouch.Ruling ruling =
                    wasAccepted(over.state()) ? afterTouch.accepted(over.message()) : afterTouch.notSent(over.reason());
            moves.add(ruling.move());
            ruling.tale().accept(journal);
        }
    }

    private static String by(@Nullable String policy) {
        return policy == null ? "" : " by the policy '" + policy + "'";
    }

    /** Unchanged while a message is under way, so that the index on it need not be touched. */
    private Instant due(Job job) {
        return job.run.dueAt() == null || job.run.dueAt().isAfter(now) ? now : job.run.dueAt();
    }

    private static int occurrence(Job job) {
        if (job.landing instanceof Landing.At at && job.sequence.jumps()) {
            return Math.max(1, RunMemory.visits(at.variables(), at.point().id().value()));
        }
        return job.landing == null ? Math.max(1, job.run.occurrence()) : 1;
    }

    private static Map<String, Object> variables(Job job) {
        return job.landing instanceof Landing.At at ? at.variables() : job.run.variables();
    }

    static boolean wasAccepted(MessageState state) {
        return state == MessageState.ACCEPTED || state == MessageState.DELIVERED || state == MessageState.UNDELIVERED;
    }

    static boolean isMine(EnrollmentRow row, long owner) {
        return row.state() == EnrollmentState.ACTIVE && row.owner() == owner;
    }
}
