package io.ripen.engine.internal.compile;

/** The jumps of a route cannot be followed. */
final class JumpException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String cure;

    JumpException(String why, String cure) {
        super(why);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
