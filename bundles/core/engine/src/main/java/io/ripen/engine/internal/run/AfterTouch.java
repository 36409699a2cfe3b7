package io.ripen.engine.internal.run;

import io.ripen.channel.LaterOutcome;
import io.ripen.core.store.Move;
import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.enroll.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What becomes of a lead when the message of its step is settled and was not, or not surely, sent. */
record AfterTouch(Job job, DurablePoint.Touch touch, int occurrence, Map<String, Object> variables, Instant now) {

    /** A move, and what there is to tell about it once it is made. */
    record Ruling(Move move, Consumer<Journal> tale) {}

    private static final Consumer<Journal> NOTHING = journal -> {};

    /** After a message that was accepted: it waits for the outcome when that comes later. */
    Ruling accepted(long message) {
        LaterOutcome later = touch.later();
        if (later == null) {
            return past();
        }
        Awaited outcome = new Awaited(later.event(), Map.of(), Long.toString(message));
        return new Ruling(
                job.awaiting(touch.id(), occurrence, variables, now.plus(later.timeout()), List.of(outcome)), NOTHING);
    }

    Ruling past() {
        return new Ruling(job.pastTouch(touch, occurrence, variables, now), NOTHING);
    }

    /** The step's rule decides. */
    Ruling by(StepRule rule, String reason) {
        String sequence = job.run.sequence();
        String step = touch.id().value();
        return switch (rule) {
            case CONTINUE -> past();
            case EXIT ->
                new Ruling(job.stopped(touch, occurrence, variables, reason, now), journal -> {
                    journal.line(job.run, "stopped", step, 0, reason + " The run ends here, as the step says.");
                    journal.count(sequence, null, "stopped", 1);
                    journal.count(sequence, step, "stopped", 1);
                });
            case HOLD ->
                new Ruling(job.errored(touch, occurrence, variables, reason), journal -> {
                    journal.line(
                            job.run,
                            "errored",
                            step,
                            0,
                            reason + " The lead waits at this step, as the step says. Retry the run, or stop it.");
                    journal.count(sequence, null, "errored", 1);
                });
        };
    }

    /** The position moves to a step of its own, so the second message has its own row, key, outcome and counts. */
    private Ruling byOtherChannel(DurablePoint.Touch instead, String reason) {
        String sequence = job.run.sequence();
        return new Ruling(job.toTouch(instead, occurrence, variables, now, 0, 0, null), journal -> {
            journal.line(
                    job.run,
                    "other-channel",
                    touch.id().value(),
                    0,
                    "Not sent by " + touch.channel() + ", so " + instead.channel() + " is tried instead: " + reason);
            journal.count(sequence, touch.id().value(), "other-channel", 1);
            journal.count(sequence, instead.id().value(), "reached", 1);
        });
    }

    /** The rule for a message that was not sent: the other channel, if the step names one. */
    Ruling notSent(String reason) {
        DurablePoint.Touch instead = touch.instead();
        if (instead != null) {
            return byOtherChannel(instead, reason);
        }
        return by(StepRule.onFail(touch), "The message of step '" + touch.id() + "' was not sent: " + reason);
    }
}
