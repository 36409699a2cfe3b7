package io.ripen.trigger.hooks.internal;

/** A request that is not taken, with the status and a sentence for the sender. */
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
