package io.ripen.core.store;

import java.time.Instant;

/**
 * A sequence that was deployed at some time.
 *
 * @param revision hash of the current revision
 * @param number the current revision's number
 * @param deployed false when it was taken out of service
 * @param changedBy who put the revision into service or took it out, for people; the empty string when nobody said
 */
public record SequenceRow(
        String id, String revision, int number, boolean deployed, Instant deployedAt, String changedBy) {}
