package io.ripen.score;

import java.time.Duration;
import java.time.Instant;

/** How a lead score fades: by half in each half-life. Pure. */
public final class DecayingScore {
    /** Half-life unless it is configured otherwise. */
    public static final Duration DEFAULT_HALF_LIFE = Duration.ofDays(30);

    /** The tag of a contact whose score reached the threshold for sales; people take it off again. */
    public static final String SALES_READY_TAG = "Sales Ready";

    /** A key in an event's data: with {@code true} the event is kept and adds nothing to the score. */
    public static final String UNSCORED = "unscored";

    private DecayingScore() {}

    /**
     * What is left of a score.
     *
     * @param score as it was at {@code scoreAt}
     * @param now business time; before {@code scoreAt} nothing has faded
     * @param halfLife more than zero
     * @return rounded to the nearest whole number, halves away from zero
     */
    public static int at(int score, Instant scoreAt, Instant now, Duration halfLife) {
        if (halfLife.isZero() || halfLife.isNegative()) {
            throw new IllegalArgumentException("The half-life of a score is more than zero, but was " + halfLife + ".");
        }
        if (score == 0 || !now.isAfter(scoreAt)) {
            return score;
        }
        double halves = (double) Duration.between(scoreAt, now).toSeconds() / Math.max(1, halfLife.toSeconds());
        double left = Math.abs((double) score) * Math.pow(0.5, halves);
        return (int) (Math.signum((float) score) * Math.floor(left + 0.5));
    }
}
