package io.ripen.contacts.internal.person;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of an export, in the order in which it is said; what is not known is left out. */
final class Fields {
    private final Map<String, Object> map = new LinkedHashMap<>();

    Fields with(String name, @Nullable Object value) {
        boolean nothing = value == null
                || value instanceof Collection<?> some && some.isEmpty()
                || value instanceof Map<?, ?> known && known.isEmpty();
        if (!nothing) {
            map.put(name, value instanceof Instant || value instanceof Enum<?> ? value.toString() : value);
        }
        return this;
    }

    Map<String, Object> map() {
        return map;
    }
}
