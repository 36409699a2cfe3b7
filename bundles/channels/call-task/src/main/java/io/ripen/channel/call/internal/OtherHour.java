package io.ripen.channel.call.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * When to call again somebody who was called before: who could not be reached in the morning is tried in the afternoon, and
 * the other way round. Times are the lead's own.
 *
 * @param hint a sentence for the caller
 * @param at when to call, at the earliest; on a weekday
 */
record OtherHour(String hint, Instant at) {
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final LocalTime MORNING = LocalTime.of(9, 30);
    private static final LocalTime MORNING_ENDS = LocalTime.of(11, 45);
    private static final LocalTime AFTERNOON = LocalTime.of(14, 0);
    private static final LocalTime AFTERNOON_ENDS = LocalTime.of(16, 30);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /**
     * @param called when the first call was made
     * @param outcome what came of it, or null
     */
    static OtherHour than(Instant called, String outcome, Instant now, ZoneId zone) {
        ZonedDateTime first = called.atZone(zone);
        boolean wasMorning = first.toLocalTime().isBefore(NOON);
        LocalTime from = wasMorning ? AFTERNOON : MORNING;
        LocalTime until = wasMorning ? AFTERNOON_ENDS : MORNING_ENDS;
        ZonedDateTime local = now.atZone(zone);
        ZonedDateTime at = local.toLocalTime().isBefore(from)
                ? local.with(from)
                : local.toLocalTime().isBefore(until)
                        ? local
                        : local.plusDays(1).with(from);
        while (at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY) {
            at = at.plusDays(1).with(from);
        }
        String hint = "The first call was at " + TIME.format(first) + " in the lead's time"
                + (outcome.isEmpty() ? "" : " (" + outcome + ")") + ". Try the "
                + (wasMorning ? "afternoon" : "morning") + " this time, from " + TIME.format(from) + ".";
        return new OtherHour(hint, at.toInstant());
    }

    Duration in(Instant now) {
        Duration pause = Duration.between(now, at);
        return pause.isNegative() ? Duration.ZERO : pause;
    }
}
