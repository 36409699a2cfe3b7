package io.ripen.policy.breaker.internal;

import io.ripen.policy.breaker.internal.Counts.Counted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * From when on it is too much.
 *
 * @param optOut in percent of what was sent; so are the others; 0 for never
 */
record Limits(int hours, long minimum, double optOut, double failed, double complaint) {
    private static final int LONGEST = 168;

    static Limits of(BreakerConfig config) {
        return new Limits(
                Math.max(1, Math.min(LONGEST, config.window_hours())),
                Math.max(1, config.minimum()),
                config.opt_out_percent(),
                config.failed_percent(),
                config.complaint_percent());
    }

    /** Which limit is passed, with the figures; null when none is. */
    @Nullable String passed(Counts counts) {
        long sent = counts.sum(Counted.SENT);
        if (sent < minimum) {
            return null;
        }
        String complained = passed(counts.sum(Counted.COMPLAINED), sent, complaint, "led to a complaint");
        String left = complained != null
                ? complained
                : passed(counts.sum(Counted.OPTED_OUT), sent, optOut, "led to an opt-out");
        return left != null
                ? left
                : passed(counts.sum(Counted.FAILED), sent, failed, "were refused or could not be delivered");
    }

    private @Nullable String passed(long count, long sent, double limit, String what) {
        if (limit <= 0 || count * 100.0 <= limit * sent) {
            return null;
        }
        BigDecimal rate = BigDecimal.valueOf(count * 100.0 / sent).setScale(1, RoundingMode.HALF_UP);
        return count + " of " + sent + " messages of the last " + hours + " hours " + what + ", " + rate
                + " %; the limit is "
                + BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString() + " %.";
    }
}
