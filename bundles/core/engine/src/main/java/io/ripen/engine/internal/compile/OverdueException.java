package io.ripen.engine.internal.compile;

/** A segment, or the check of a file, was told to end, since it ran for too long. */
public final class OverdueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OverdueException(String message) {
        super(message);
    }

    /** Ends what the calling thread does when that thread was interrupted. */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new OverdueException("It was told to end.");
        }
    }
}
