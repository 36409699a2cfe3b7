package io.ripen.engine.internal.enroll;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.engine.internal.compile.CompiledSequence;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a lead may run through the same sequence again. Never twice at the same time: that is the database's to say.
 *
 * @param again whether a finished run may be followed by another one
 * @param pause how long after its end
 */
record Reentry(boolean again, Duration pause) {
    private static final Pattern AFTER_DAYS = Pattern.compile("after\\s+(\\d{1,4})\\s+days?");
    private static final Reentry ONCE = new Reentry(false, Duration.ZERO);
    private static final Reentry AFTER_FINISH = new Reentry(true, Duration.ZERO);

    static Reentry of(CompiledSequence sequence) {
        String rule = sequence.reentry();
        if (rule.equals("once")) {
            return ONCE;
        }
        Matcher days = AFTER_DAYS.matcher(rule);
        return days.matches() ? new Reentry(true, Duration.ofDays(Integer.parseInt(days.group(1)))) : AFTER_FINISH;
    }

    boolean asksForThePast() {
        return !again || !pause.isZero();
    }

    /** Why an earlier run forbids another one now, or null. */
    @Nullable String forbids(EnrollmentRow earlier, Instant now) {
        if (!again) {
            return "The contact was in sequence '" + earlier.sequence()
                    + "' before, and each lead may enter it only once.";
        }
        Instant end = earlier.finishedAt();
        if (end != null && end.plus(pause).isAfter(now)) {
            return "The contact left sequence '" + earlier.sequence() + "' at " + end + " and may enter it again "
                    + pause.toDays() + " days after that.";
        }
        return null;
    }
}
