package io.ripen.sequence;

import java.util.Map;

/**
 * A sequence as its author wrote it: the route and the templates beside it. What is hashed to a revision.
 *
 * @param name file name of the route, such as {@code new-lead-14-day.xml}
 * @param xml the route
 * @param templates template text by file name, such as {@code day-1-intro.sms}
 * @param unreadable files beside the route that could not be read, by name, with a sentence that says why and what to do;
 *     not part of a revision
 */
public record SequenceSource(String name, String xml, Map<String, String> templates, Map<String, String> unreadable) {
    public SequenceSource {
        templates = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(templates));
        unreadable = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(unreadable));
    }

    /** With all files read. */
    public SequenceSource(String name, String xml, Map<String, String> templates) {
        this(name, xml, templates, Map.of());
    }
}
