package io.ripen.tracking;

/**
 * Where a click leads.
 *
 * @param target the stored target, an absolute http or https address; the empty string for the hidden link, which leads
 *     nowhere
 * @param visitor signed token that stands for the lead on pages of our own
 */
public record Click(String target, String visitor) {}
