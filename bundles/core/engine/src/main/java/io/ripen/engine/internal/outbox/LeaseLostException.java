package io.ripen.engine.internal.outbox;

/** The rows were given to somebody else meanwhile, so what was done with them must not be committed. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LeaseLostException() {
        super("It took so long that somebody else may have been told of the same events; what it did is undone.");
    }
}
