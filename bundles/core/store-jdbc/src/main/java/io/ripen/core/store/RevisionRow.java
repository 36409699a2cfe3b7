package io.ripen.core.store;

import java.time.Instant;
import java.util.Map;

/**
 * One revision of a sequence, whole. Never changed, never deleted: a run and its history can always be explained.
 *
 * @param hash content hash of route and templates
 * @param number 1 for the sequence's first revision
 * @param name file name of the route
 * @param templates text by file name
 */
public record RevisionRow(
        String hash,
        String sequence,
        int number,
        String name,
        String xml,
        Map<String, String> templates,
        Instant createdAt) {}
