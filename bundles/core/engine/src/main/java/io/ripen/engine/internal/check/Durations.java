package io.ripen.engine.internal.check;

import java.time.Duration;

/** Lengths of time as a route writes them, in a condition too. */
public final class Durations {
    private Durations() {}

    /**
     * Reads {@code 5 days}; a day is 24 hours.
     *
     * @throws IllegalArgumentException with a sentence and the cure
     */
    public static Duration parse(String text) {
        try {
            return WaitTime.duration(text);
        } catch (StepUri.Unreadable unreadable) {
            throw new IllegalArgumentException(unreadable.why() + " " + unreadable.cure(), unreadable);
        }
    }
}
