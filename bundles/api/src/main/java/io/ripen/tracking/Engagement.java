package io.ripen.tracking;

import java.util.Locale;

/** Who opened or clicked; kept apart everywhere. */
public enum Engagement {
    /** A person, as far as can be told. */
    HUMAN,
    /** A proxy, a scanner, a prefetch: never the lead's doing. */
    MACHINE,
    /** Nobody can tell. Such an open does not count as opened; such a click counts as clicked. */
    UNKNOWN;

    /** As it stands in {@code data.engagement} of events: {@code human}, {@code machine} or {@code unknown}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
