package io.ripen.sequence;

/** Where an enrollment stands. */
public enum EnrollmentState {
    /** At a durable point: waiting for a time, or with a message on its way. */
    ACTIVE,
    /** Needs a channel, component or sequence that is not there; goes on by itself when it is back. */
    PARKED,
    /** A segment failed too often; the reason is kept, and a retry by hand goes on from the same step. */
    ERRORED,
    /** Came to the end of its route. */
    COMPLETED,
    /** Ended before the end of its route; the reason says by what. */
    STOPPED;

    /** Whether the run is over for good. */
    public boolean isFinal() {
        return this == COMPLETED || this == STOPPED;
    }
}
