package io.ripen.engine.internal.run;

/** Sequences that enroll a lead in each other without end. It is not tried again by itself. */
final class EndlessException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndlessException(String message) {
        super(message);
    }
}
