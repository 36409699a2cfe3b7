package io.ripen.sequence;

/**
 * One thing that is wrong with a sequence or its templates.
 *
 * @param file name relative to the sequence's folder, such as {@code new-lead-14-day.xml}
 * @param line 1-based; 0 when it concerns the file as a whole
 * @param column 1-based; 0 when unknown
 * @param message what is wrong, in a sentence that quotes the offending text
 * @param cure what to do about it
 */
public record Problem(String file, int line, int column, String message, String cure) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message + " " + cure;
    }
}
