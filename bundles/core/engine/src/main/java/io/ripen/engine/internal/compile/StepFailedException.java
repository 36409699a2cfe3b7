package io.ripen.engine.internal.compile;

/** A step threw; the message names it. What the segment collected until then is to be discarded. */
public final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1;

    public StepFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
