package io.ripen.sequence;

import java.util.Map;

/**
 * A sequence as its author wrote it: the route and the templates beside it. What is hashed to a revision.
 *
 * @param name file name of the route, such as {@code new-lead-14-day.xml}
 * @param xml the route
 * @param templates template text by file name, such as {@code day-1-intro.sms}
 */
public record SequenceSource(String name, String xml, Map<String, String> templates) {
    public SequenceSource {
        templates = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(templates));
    }
}
