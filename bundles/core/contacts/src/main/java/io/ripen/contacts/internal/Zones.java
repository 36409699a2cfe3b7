package io.ripen.contacts.internal;

import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Time zones by their names, in any case. */
final class Zones {
    private static final Map<String, String> NAMES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        ZoneId.getAvailableZoneIds().forEach(each -> NAMES.put(each, each));
    }

    private Zones() {}

    /** The name as it is written in the list of zones; null when there is none such. */
    static @Nullable String named(String written) {
        return NAMES.get(written.strip().replace(' ', '_'));
    }
}
