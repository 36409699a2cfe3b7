package io.ripen.tracking.internal;

/** A request that is answered with a status and a sentence, and that changed nothing. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
