package io.ripen.engine.internal.run;

import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.RunMemory;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Slows down runs that go round and round without a wait that lasts, by mistake of their author. A run that comes to the same
 * step again stays there for a minute at least, and one that comes to it too often within an hour is errored. All of it is
 * business time, so a demonstration on a fast clock sees the same.
 */
final class Rounds {
    /** Between two passes of the same step by the same run. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Within an hour. More than sixty come about only when it is events that let a run go on. */
    static final int MOST = 120;

    private final Batch batch;

    Rounds(Batch batch) {
        this.batch = batch;
    }

    /** Notes that the run has come to a durable step; a run that goes round too fast gets another landing. */
    void note(Job job) {
        if (!job.sequence.jumps() || !(job.landing instanceof Landing.At at)) {
            return;
        }
        String step = at.point().id().value();
        RunMemory.Passes passes = RunMemory.passes(at.variables(), step, batch.now);
        job.notBefore = passes.last() == null ? null : passes.last().plus(SHORTEST);
        job.landing = passes.times() > MOST
                ? new Landing.Endless("The run came to step '" + step + "' " + passes.times()
                        + " times within an hour: its sequence goes round in a circle. Put a wait into the circle, deploy"
                        + " it, and retry the enrollment.")
                : new Landing.At(
                        at.point(), RunMemory.passed(at.variables(), step, batch.now, goesOn(job, at.point())));
    }

    /** From when on the next pass counts. What ends a wait for events is not ours to put off. */
    private Instant goesOn(Job job, DurablePoint point) {
        return point instanceof DurablePoint.Await ? batch.now : notBefore(job, batch.now);
    }

    /** The later one of a moment and of the earliest at which the run may go on from where it has come. */
    static Instant notBefore(Job job, Instant due) {
        Instant earliest = job.notBefore;
        return earliest != null && earliest.isAfter(due) ? earliest : due;
    }

    /** Whether the run must stay for a while before it does what it has come to. */
    static @Nullable Instant staysUntil(Job job, Instant now) {
        Instant earliest = job.notBefore;
        return earliest != null && earliest.isAfter(now) ? earliest : null;
    }
}
