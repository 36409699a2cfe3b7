package io.ripen.engine.internal.run;

/** What one lead wants cannot be written; its batch is begun again without it. */
final class LeadFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long run;

    LeadFailedException(long run, Throwable cause) {
        super("Run " + run + " failed while its effects were written.", cause);
        this.run = run;
    }

    long run() {
        return run;
    }
}
