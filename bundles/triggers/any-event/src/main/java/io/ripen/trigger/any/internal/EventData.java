package io.ripen.trigger.any.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a value in an event's data: by its whole name first, else dot by dot into objects, such as {@code order.total}. */
final class EventData {
    private EventData() {}

    static @Nullable Object at(Map<?, ?> data, String path) {
        Object value = data.get(path);
        int dot = path.indexOf('.');
        return value == null && dot > 0 && data.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : value;
    }
}
