package io.ripen.demo.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Something that a made-up lead does by itself.
 *
 * @param after how long after its first message; business time
 * @param stops whether its sequence has to end because of it
 */
record Deed(Duration after, Act act, boolean stops) {

    /** What it does. */
    sealed interface Act {
        /** Writes a text message, which comes in through Twilio's web hook. */
        record Text(String text) implements Act {}

        /** Causes an event, as the web site or the CRM would report it. */
        record Happens(String type, Map<String, Object> data) implements Act {}
    }

    /** What the shipped sequences have as their goal. */
    private static final Set<String> GOALS = Set.of("appointment.booked", "purchase", "purchased");

    /** Whether its sequence ends as a success because of it. */
    boolean isSuccess() {
        return stops && act instanceof Act.Happens happens && GOALS.contains(happens.type());
    }

    static Deed text(int day, String text) {
        return new Deed(Duration.ofDays(day), new Act.Text(text), true);
    }

    static Deed event(int day, String type, Map<String, Object> data, boolean stops) {
        return new Deed(Duration.ofDays(day), new Act.Happens(type, data), stops);
    }

    static Deed clicks(int day, String link) {
        return event(day, "link.clicked", Map.of("link", link, "human", true), false);
    }
}
