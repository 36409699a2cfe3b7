package io.ripen.engine.internal.deploy;

/**
 * Where a text comes from.
 *
 * @param saved whether somebody wants it in service now; otherwise it merely lay in a folder when that was first seen
 * @param by who or what, for people, such as "the folder /srv/routes of node web-1"; the empty string when nobody said
 */
record Origin(boolean saved, String by) {
    /** By a call, such as of a test or another bundle. */
    static final Origin ORDER = new Origin(true, "");
}
