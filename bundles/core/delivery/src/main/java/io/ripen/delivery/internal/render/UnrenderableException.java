package io.ripen.delivery.internal.render;

/** A message that would go out with a hole, or not at all. Its sentence names the file, the field and the cure. */
public final class UnrenderableException extends Exception {
    private static final long serialVersionUID = 1;

    public UnrenderableException(String message) {
        super(message);
    }

    /** Rare on one lead, but perhaps the answer for a whole batch: the stack says nothing that the message does not. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
