package io.ripen.access;

/** The actor may not do this. Nothing was done. The message says what was missing. */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }
}
