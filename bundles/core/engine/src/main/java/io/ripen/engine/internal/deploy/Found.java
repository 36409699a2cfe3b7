package io.ripen.engine.internal.deploy;

/** What became of a text that lay in a folder when that was first seen. */
enum Found {
    /** It is what runs. */
    RUNS,
    /** It is new and runs now. */
    DEPLOYED,
    /** It is new and is wrong, or needs what is not installed. */
    REFUSED,
    /** Something else runs, or nothing does, and that stays so. */
    LEFT,
    /** It is not known yet whether another node is at work; to be asked again in a second. */
    LATER
}
