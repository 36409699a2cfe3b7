package io.ripen.engine.internal.deploy;

import io.ripen.sequence.SequenceId;

/**
 * A file whose text is not what its sequence runs.
 *
 * @param number the revision that the file's text is; 0 when it never was one
 * @param runs the revision that runs, or ran last
 * @param inService false when the sequence was taken out of service
 * @param by who put in what runs or took it out; the empty string when nobody said
 */
record Difference(SequenceId id, int number, int runs, boolean inService, String by) {

    /** What it is, in a few words, such as {@code 'drip' (revision 2 here, revision 3 runs)}. */
    String words() {
        String here = number > 0 ? "revision " + number + " here" : "a text here that never ran";
        String there = inService ? "revision " + runs + " runs" : "removed";
        return "'" + id + "' (" + here + ", " + there + (by.isEmpty() ? "" : ": " + by) + ")";
    }
}
