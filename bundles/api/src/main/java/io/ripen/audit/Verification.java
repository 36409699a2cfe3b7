package io.ripen.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a look through the whole audit log found.
 *
 * @param entries how many entries were looked at
 * @param hash the hash of the last one; empty when there is none
 * @param broken the first thing that is wrong; null when all is as it was written
 */
public record Verification(
        long entries, String hash, @Nullable Broken broken) {

    /** What is wrong. */
    public enum Kind {
        /** An entry is not what was written. */
        CHANGED,
        /** An entry in the middle is gone. */
        MISSING,
        /** The entries from this one on are gone. */
        CUT,
        /** There are entries after the end that was noted. */
        ADDED
    }

    /**
     * The first thing that is wrong.
     *
     * @param number the number of the entry
     * @param told a sentence about it
     */
    public record Broken(long number, Kind kind, String told) {}

    public boolean isWhole() {
        return broken == null;
    }
}
