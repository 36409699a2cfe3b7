package io.ripen.engine.internal.compile;

/** A segment needs something that is not installed now. Thrown before any of the segment ran; the lead parks. */
public final class MissingKindException extends Exception {
    private static final long serialVersionUID = 1;

    private final String need;

    /** @param need {@code step:KIND} or {@code component:SCHEME} */
    public MissingKindException(String need) {
        super("Nothing that is installed provides " + need
                + ". Install the bundle that brings it; the leads go on by themselves.");
        this.need = need;
    }

    /** What is missing, in the form of {@link CompiledSequence#needs}. */
    public String need() {
        return need;
    }
}
