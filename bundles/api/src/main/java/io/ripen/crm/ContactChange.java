package io.ripen.crm;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change to one contact. {@code set} names what is set, by the names of the REST contract ({@code firstName},
 * {@code email}, {@code timeZone}, {@code address}, {@code fields}, …); a value of null clears it, an absent name leaves
 * it. Within {@code fields} the same holds for each field.
 *
 * @param set new values by name, JSON shaped
 * @param addTags tags to add
 * @param removeTags tags to remove, after the adding
 */
public record ContactChange(Map<String, @Nullable Object> set, Set<String> addTags, Set<String> removeTags) {
    public static ContactChange tags(Set<String> add, Set<String> remove) {
        return new ContactChange(Map.of(), add, remove);
    }
}
