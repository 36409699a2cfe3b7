package io.ripen.event;

import java.util.Locale;
import java.util.Map;

/**
 * Who opened or clicked: a person, a mail privacy proxy or scanner, or nobody knows. Kept in {@code data.engagement} of
 * {@link EventTypes#MESSAGE_OPENED} and {@link EventTypes#LINK_CLICKED}.
 */
public enum Engagement {
    HUMAN,
    MACHINE,
    UNKNOWN;

    /** What the event says; {@link #UNKNOWN} when it says nothing. */
    public static Engagement of(Event event) {
        return of(event.data());
    }

    /** What the {@link Event#data()} says; {@link #UNKNOWN} when it says nothing. */
    public static Engagement of(Map<String, Object> data) {
        Object written = data.get("engagement");
        if (written instanceof String text) {
            for (Engagement each : values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return each;
                }
            }
        }
        return UNKNOWN;
    }

    /**
     * Whether the event counts as the lead's own doing: never what a machine did; an open only when a person was seen to do
     * it, since privacy proxies open everything; all else unless a machine is known to be behind it.
     */
    public static boolean isLeads(Event event) {
        Engagement engagement = of(event);
        return event.type().equals(EventTypes.MESSAGE_OPENED) ? engagement == HUMAN : engagement != MACHINE;
    }
}
