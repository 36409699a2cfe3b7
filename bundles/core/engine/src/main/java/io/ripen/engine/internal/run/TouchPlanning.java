package io.ripen.engine.internal.run;

import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.TouchRequest;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.sequence.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the runs of a batch that are at a touch to the gate, as many as their channels have room for, and moves each as the
 * gate answers. Belongs to one transaction.
 */
final class TouchPlanning {
    private final Batch batch;

    TouchPlanning(Batch batch) {
        this.batch = batch;
    }

    /** The touch that a run stands at or has come to; null when it is none. */
    static DurablePoint.@Nullable Touch touch(Job job) {
        Landing landing = job.landing;
        DurablePoint point = landing instanceof Landing.At at
                ? at.point()
                : job.run.step() == null ? null : job.sequence.point(new StepId(job.run.step()));
        return point instanceof DurablePoint.Touch touch ? touch : null;
    }

    /** @param jobs those that have just come to a touch, then those that stood at theirs */
    void admit(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<TouchRequest> requests = new ArrayList<>(jobs.size());
        List<Job> admitted = new ArrayList<>(jobs.size());
        for (Job job : jobs) {
            DurablePoint.Touch touch = Objects.requireNonNull(touch(job));
            if (job.landing instanceof Landing.At at && job.sequence.jumps()) {
                String step = touch.id().value();
                int times = RunMemory.visits(at.variables(), step) + 1;
                job.landing = new Landing.At(at.point(), RunMemory.visited(at.variables(), step, times));
            }
            Instant until = Rounds.staysUntil(job, batch.now);
            if (until != null) {
                batch.journal.count(job.run.sequence(), touch.id().value(), "reached", 1);
                batch.moves.add(job.toTouch(
                        touch, occurrence(job), variables(job), until, 0, 0, "It came back to this step too soon."));
                continue;
            }
            admitted.add(job);
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
                    job.landing == null,
                    RunMemory.answers(variables(job))));
            if (job.landing != null) {
                batch.journal.count(job.run.sequence(), touch.id().value(), "reached", 1);
            }
        }
        if (!admitted.isEmpty()) {
            ask(admitted, requests);
        }
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
                boolean asks = quotas.computeIfAbsent(channel, batch.room::quota) > 0;
                quotas.merge(channel, -1, Integer::sum);
                (asks ? asked : rest).add(i);
            }
            List<GateAnswer> answers = asked.isEmpty()
                    ? List.of()
                    : batch.parts
                            .gate()
                            .admit(batch.work, asked.stream().map(requests::get).toList());
            for (int i = 0; i < answers.size(); i++) {
                Job job = jobs.get(asked.get(i));
                GateAnswer answer = answers.get(i);
                batch.room.asked(
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
        batch.moves.add(job.toTouch(
                touch,
                occurrence(job),
                variables(job),
                batch.later(touch.channel()),
                0,
                job.landing == null ? job.run.attempt() : 0,
                "Channel '" + touch.channel()
                        + "' has as much to send as it can; the lead goes on when there is room again."));
    }

    private void answer(Job job, DurablePoint.Touch touch, GateAnswer answer) {
        Map<String, Object> variables = variables(job);
        int occurrence = occurrence(job);
        int attempt = job.landing == null ? job.run.attempt() : 0;
        if (answer instanceof GateAnswer.Go go) {
            Duration late = StaleRule.shift(touch, due(job), batch.now);
            if (!late.isZero()) {
                variables = RunMemory.shifted(variables, late);
                batch.journal.line(
                        job.run,
                        "note",
                        touch.id().value(),
                        0,
                        "This message goes " + late.toDays() + " days late. All later steps move by the same time.");
            }
            batch.moves.add(job.toTouch(touch, occurrence, variables, due(job), batch.node, attempt, null));
            batch.sends.add(new InFlight(job, touch, occurrence, variables, attempt, go.message(), batch.node));
        } else if (answer instanceof GateAnswer.Hold hold) {
            batch.moves.add(job.toTouch(touch, occurrence, variables, hold.until(), 0, attempt, hold.reason()));
            if (hold.fresh()) {
                batch.journal.line(
                        job.run,
                        "held",
                        touch.id().value(),
                        hold.message(),
                        "Held" + by(hold.policy()) + " until " + hold.until() + ": " + hold.reason());
                batch.journal.count(job.run.sequence(), touch.id().value(), "held", 1);
            }
        } else if (answer instanceof GateAnswer.Await await) {
            batch.moves.add(job.parked(touch, occurrence, variables, Parking.BLOCK + await.block(), await.reason()));
            batch.journal.line(
                    job.run,
                    "held",
                    touch.id().value(),
                    await.message(),
                    "Held" + by(await.policy()) + " until a person decides: " + await.reason());
            batch.journal.count(job.run.sequence(), null, "parked", 1);
        } else if (answer instanceof GateAnswer.Ask ask && ask.fresh()) {
            Instant due =
                    batch.parts.pauses().from(batch.now, batch.parts.settings().grace());
            batch.moves.add(job.toTouch(touch, occurrence, variables, due, 0, 0, ask.reason()));
            batch.journal.line(
                    job.run, "unknown", touch.id().value(), ask.message().id(), ask.reason());
        } else if (answer instanceof GateAnswer.Ask ask) {
            batch.moves.add(job.toTouch(touch, occurrence, variables, due(job), batch.node, attempt, ask.reason()));
            batch.asks.add(new InFlight(job, touch, occurrence, variables, attempt, ask.message(), batch.node));
        } else if (answer instanceof GateAnswer.Missing missing) {
            String reason = "Channel '" + missing.channel()
                    + "' is not installed. The lead waits and goes on by itself when it is.";
            batch.moves.add(job.parked(touch, occurrence, variables, "channel:" + missing.channel(), reason));
            batch.tellParked(job.run, touch.id().value(), reason);
        } else if (answer instanceof GateAnswer.Over over) {
            if (over.fresh()) {
                batch.journal.line(
                        job.run,
                        "denied",
                        touch.id().value(),
                        over.message(),
                        over.policy() == null ? over.reason() : "Stopped" + by(over.policy()) + ": " + over.reason());
                batch.journal.count(job.run.sequence(), touch.id().value(), "denied", 1);
            }
            AfterTouch afterTouch = new AfterTouch(job, touch, occurrence, variables, batch.now);
            AfterTouch.Ruling ruling = Planning.wasAccepted(over.state())
                    ? afterTouch.accepted(over.message())
                    : RunMemory.isLeavingOut(variables) ? afterTouch.past() : afterTouch.notSent(over.reason());
            batch.moves.add(ruling.move());
            ruling.tale().accept(batch.journal);
        }
    }

    private static String by(@Nullable String policy) {
        return policy == null ? "" : " by the policy '" + policy + "'";
    }

    /** Unchanged while a message is under way, so that the index on it need not be touched. */
    private Instant due(Job job) {
        return job.run.dueAt() == null || job.run.dueAt().isAfter(batch.now) ? batch.now : job.run.dueAt();
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
}
