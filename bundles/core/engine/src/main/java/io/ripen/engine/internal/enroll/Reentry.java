package io.ripen.engine.internal.enroll;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.engine.internal.check.Durations;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.time.CalendarSpan;
import io.ripen.time.CalendarTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When a lead may run through the same sequence again. Never twice at the same time: that is the database's to say.
 *
 * @param again whether a finished run may be followed by another one
 * @param pause how long after its end; days are those of the lead's calendar
 */
record Reentry(boolean again, CalendarSpan pause) {
    private static final String AFTER = "after ";
    private static final Reentry ONCE = new Reentry(false, CalendarSpan.ZERO);
    private static final Reentry AFTER_FINISH = new Reentry(true, CalendarSpan.ZERO);

    static Reentry of(CompiledSequence sequence) {
        String rule = sequence.reentry();
        if (rule.equals("once")) {
            return ONCE;
        }
        return rule.startsWith(AFTER)
                ? new Reentry(true, Durations.parse(rule.substring(AFTER.length())))
                : AFTER_FINISH;
    }

    boolean asksForThePast() {
        return !again || !pause.isZero();
    }

    /**
     * Why an earlier run forbids another one now, or null.
     *
     * @param zone by whose calendar the pause goes; asked only when there is one
     */
    @Nullable String forbids(EnrollmentRow earlier, Instant now, Supplier<ZoneId> zone) {
        if (!again) {
            return "The contact was in sequence '" + earlier.sequence()
                    + "' before, and each lead may enter it only once.";
        }
        Instant end = earlier.finishedAt();
        if (end == null || pause.isZero()) {
            return null;
        }
        Instant over = CalendarTime.plus(end, pause, zone.get());
        return over.isAfter(now)
                ? "The contact left sequence '" + earlier.sequence() + "' at " + end + " and may enter it again at "
                        + over + "."
                : null;
    }
}
