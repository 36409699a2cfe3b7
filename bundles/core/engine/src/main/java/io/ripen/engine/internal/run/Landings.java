package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.compile.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where runs have come by their segments: to a wait, to the end, or nowhere. Belongs to one transaction. */
final class Landings {
    private final Batch batch;
    private final TeamZones zones;

    Landings(Batch batch) {
        this.batch = batch;
        this.zones = new TeamZones(batch.parts.stores(), batch.work);
    }

    /** Moves a run to where it has come; for a touch see {@link TouchPlanning}. */
    void land(Job job, Landing landing, @Nullable BatchFacts facts) {
        if (landing instanceof Landing.At at) {
            batch.journal.count(job.run.sequence(), at.point().id().value(), "reached", 1);
            if (at.point() instanceof DurablePoint.Await await) {
                Instant due = Rounds.notBefore(
                        job, batch.now.plus(Timing.scaled(await.timeout(), RunMemory.pace(at.variables()))));
                batch.moves.add(job.awaiting(await.id(), 1, at.variables(), due, await.events()));
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

    private void wait(DurablePoint.Wait wait, Job job, Map<String, Object> variables, @Nullable BatchFacts facts) {
        Optional<Instant> due = wait.timing().isPlain()
                ? Optional.of(wait.timing()
                        .due(batch.now, RunMemory.begun(variables, job.run.enrolledAt()), RunMemory.pace(variables)))
                : wait.timing()
                        .due(new LeadMoment(
                                batch.now,
                                job.run,
                                job.contact,
                                variables,
                                facts == null
                                        ? BatchFacts.within(batch.parts.stores(), batch.work, List.of(job.run))
                                        : facts,
                                zones));
        String step = wait.id().value();
        if (due.isPresent()) {
            batch.moves.add(job.waiting(wait, variables, Rounds.notBefore(job, due.get())));
            return;
        }
        String reason = "Step '" + step + "' waits for a date of the lead that is missing or cannot be read.";
        if (wait.timing().exitWhenMissing()) {
            batch.moves.add(job.stopped(wait.id(), variables, reason, batch.now));
            batch.journal.line(job.run, "stopped", step, 0, reason + " The run ends here, as the step says.");
            batch.journal.count(job.run.sequence(), null, "stopped", 1);
        } else {
            batch.moves.add(job.waiting(wait, variables, Rounds.notBefore(job, batch.now)));
            batch.journal.line(job.run, "note", step, 0, reason + " The lead goes on to the next step at once.");
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
