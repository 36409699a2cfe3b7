package io.ripen.demo.internal;

/**
 * How business time ran.
 *
 * @param speed how many seconds of it passed in one of the machine's
 * @param skips what of it did not pass at all
 */
record Pace(double speed, Skips skips) {}
