package io.ripen.trigger;

import io.ripen.text.Compared;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By what an event is looked up among triggers of its type: one of the values, without regard to case, in the event's data
 * or among the contact's tags.
 *
 * @param data name of a text in the event's data; the empty string for the contact's tags
 * @param values in lower case, at least one
 */
public record EventKey(String data, Set<String> values) {
    public EventKey {
        values = values.stream().map(EventKey::folded).collect(Collectors.toUnmodifiableSet());
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A key without values would never match; leave the key out.");
        }
    }

    public static EventKey ofTags(Set<String> tags) {
        return new EventKey("", tags);
    }

    /** How values are compared. */
    public static String folded(String value) {
        return Compared.words(value);
    }
}
