package io.ripen.core.store;

import java.time.Instant;

/**
 * A sequence that was deployed at some time.
 *
 * @param revision hash of the current revision
 * @param number the current revision's number
 * @param deployed false when it was taken out of service
 */
public record SequenceRow(String id, String revision, int number, boolean deployed, Instant deployedAt) {}
