package io.ripen.engine.internal.compile;

/** A variable holds what cannot be kept over a wait. */
public final class VariableNotJsonException extends Exception {
    private static final long serialVersionUID = 1;

    public VariableNotJsonException(String variable, String step, String why) {
        super("Variable '" + variable + "' cannot be kept at step '" + step + "': " + why
                + " Only text, numbers, true and false, and lists and maps of them survive a wait; set the variable to one"
                + " of these, or remove it before the step.");
    }
}
