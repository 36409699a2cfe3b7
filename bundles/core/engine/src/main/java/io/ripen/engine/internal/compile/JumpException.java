package io.ripen.engine.internal.compile;

/** The jumps of a route cannot be followed. */
final class JumpException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String step;
    private final String cure;

    /** @param step id of the step that the circle goes through */
    JumpException(String step, String why, String cure) {
        super(why);
        this.step = step;
        this.cure = cure;
    }

    String step() {
        return step;
    }

    String cure() {
        return cure;
    }
}
