package io.ripen.core.store.internal;

/** Ripen must not work on this database until a person has decided. The message says why, and what the person can do. */
final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartRefusedException(String message) {
        super(message);
    }
}
