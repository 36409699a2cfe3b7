package io.ripen.engine.internal.check;

import io.ripen.time.CalendarSpan;

/** Lengths of time as a route writes them, in a condition too. */
public final class Durations {
    private Durations() {}

    /**
     * Reads {@code 5 days}; a day is one of the calendar.
     *
     * @throws IllegalArgumentException with a sentence and the cure
     */
    public static CalendarSpan parse(String text) {
        try {
            return WaitTime.parse(text);
        } catch (StepUri.Unreadable unreadable) {
            throw new IllegalArgumentException(unreadable.why() + " " + unreadable.cure(), unreadable);
        }
    }
}
