package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.compile.Timing;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.time.CalendarTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where runs have come by their segments: to a wait, to the end, or nowhere. Belongs to one transaction. */
final class Landings {
    private final Batch batch;
    private final Zones.Within zones;

    Landings(Batch batch) {
        this.batch = batch;
        this.zones = batch.parts.zones().within(batch.work);
    }

    /** Moves a run to where it has come; for a touch see {@link TouchPlanning}. */
    void land(Job job, Landing landing, @Nullable BatchFacts facts) {
        if (landing instanceof Landing.At at) {
            batch.journal.count(job.run.sequence(), at.point().id().value(), "reached", 1);
            if (at.point() instanceof DurablePoint.Await await) {
                Map<String, Object> variables = RunMemory.sendingAgain(at.variables());
                Instant due = Rounds.notBefore(
                        job,
                        CalendarTime.plus(
                                batch.now, await.timeout().scaled(RunMemory.pace(variables)), zones.of(job.contact)));
                batch.moves.add(job.awaiting(await.id(), 1, variables, due, await.events()));
            } else {
                wait((DurablePoint.Wait) at.point(), job, at.variables(), facts);
            }
        } else if (landing instanceof Landing.End end) {
            batch.moves.add(job.completed(job.run.step(), end.variables(), batch.now));
            String ended = job.lead == null ? null : job.lead.ended();
            batch.journal.line(
                    job.run,
                    "completed",
                    job.run.step(),
                    0,
                    ended == null ? "The lead came to the end of the sequence." : ended);
            batch.journal.count(job.run.sequence(), null, "completed", 1);
        } else if (landing instanceof Landing.Missing missing) {
            String reason = "The next step needs '" + missing.need()
                    + "', which is not installed. The lead waits and goes on by itself when it is.";
            batch.moves.add(job.parked(missing.need(), reason));
            batch.tellParked(job.run, job.run.step(), reason);
        } else if (landing instanceof Landing.Overdue overdue) {
            overdue(job, overdue.reason());
        } else if (landing instanceof Landing.Endless endless) {
            errored(job, endless.reason());
        } else if (landing instanceof Landing.Failed failed) {
            failed(job, failed.cause());
        }
    }

    /** Stays at its wait, whose date may be another one now. */
    void waitAnew(Job job, DurablePoint.Wait wait, BatchFacts facts) {
        wait(wait, job, job.run.variables(), facts);
    }

    private void wait(DurablePoint.Wait wait, Job job, Map<String, Object> left, @Nullable BatchFacts facts) {
        Map<String, Object> variables = RunMemory.sendingAgain(left);
        BatchFacts known = facts == null
                ? BatchFacts.within(batch.parts.stores(), batch.parts.zones(), batch.work, List.of(job.run))
                : facts;
        Timing.Due due = wait.timing()
                .due(new LeadMoment(batch.now, job.run, job.contact, variables, known, job.sequence.key(), zones));
        if (due instanceof Timing.Due.At at) {
            batch.moves.add(job.waiting(wait, variables, Rounds.notBefore(job, at.moment())));
        } else if (due instanceof Timing.Due.Past past) {
            notWaiting(
                    wait,
                    job,
                    variables,
                    past.rule(),
                    "The moment that step '" + wait.id() + "' waits for, " + past.moment() + ", has passed.");
        } else if (due instanceof Timing.Due.Missing missing) {
            notWaiting(
                    wait,
                    job,
                    variables,
                    missing.rule(),
                    "Step '" + wait.id() + "' waits for a date of the lead that is missing or cannot be read.");
        }
    }

    /** There is nothing to wait for, and the step's rule says what is done. */
    private void notWaiting(
            DurablePoint.Wait wait, Job job, Map<String, Object> variables, Timing.Otherwise rule, String reason) {
        String step = wait.id().value();
        switch (rule) {
            case EXIT -> {
                batch.moves.add(job.stopped(wait.id(), variables, reason, batch.now));
                batch.journal.line(job.run, "stopped", step, 0, reason + " The run ends here, as the step says.");
                batch.journal.count(job.run.sequence(), null, "stopped", 1);
            }
            case LEAVE_OUT -> {
                batch.moves.add(
                        job.pastWait(wait, RunMemory.leavingOut(variables, reason), Rounds.notBefore(job, batch.now)));
                batch.journal.line(
                        job.run, "note", step, 0, reason + " The messages up to the next wait are left out.");
                batch.journal.count(job.run.sequence(), step, "left-out", 1);
            }
            case GO_ON -> {
                batch.moves.add(job.pastWait(wait, variables, Rounds.notBefore(job, batch.now)));
                batch.journal.line(job.run, "note", step, 0, reason + " The lead goes on to the next step at once.");
            }
        }
    }

    /** It would hold up others again if it were tried again by itself. */
    private void overdue(Job job, String why) {
        errored(job, after(job) + " did not end in time. " + why);
    }

    /** It waits for a person where it stood before the segment. */
    void errored(Job job, String reason) {
        batch.moves.add(job.errored(reason));
        batch.journal.line(job.run, "errored", job.run.step(), 0, reason);
        batch.journal.count(job.run.sequence(), null, "errored", 1);
    }

    private static String after(Job job) {
        return job.run.step() == null ? "The beginning" : "What comes after step '" + job.run.step() + "'";
    }

    /** Its segment failed: it is tried again after a pause, and in the end left to a person. */
    void failed(Job job, Throwable cause) {
        int failures = job.run.attempt() + 1;
        Duration pause = Pauses.afterFailure(failures);
        String reason = after(job) + " failed: " + Landing.words(cause);
        if (pause == null) {
            batch.moves.add(job.errored(reason));
            batch.journal.line(
                    job.run,
                    "errored",
                    job.run.step(),
                    0,
                    reason + " It was tried " + failures
                            + " times. Remove the cause and retry the run. It goes on from the same step.");
            batch.journal.count(job.run.sequence(), null, "errored", 1);
        } else {
            Instant again = batch.parts.pauses().from(batch.now, pause);
            batch.moves.add(job.staying(again, 0, failures, reason));
            batch.journal.line(job.run, "failed", job.run.step(), 0, reason + " It is tried again at " + again + ".");
        }
    }
}
