package io.ripen.engine.internal.check;

/** A place in a file; both 1-based, 0 when unknown. */
public record Place(int line, int column) {
    /** The file as a whole. */
    public static final Place FILE = new Place(0, 0);
}
