package io.ripen.event;

import io.ripen.time.CalendarTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * That a lead reads nothing until a day which an automatic answer names ({@code returnDate} of {@link
 * EventTypes#EMAIL_AUTO_REPLY}). The one place that says when somebody is back, and which absence is a long one.
 *
 * @param day the day of return, for people
 * @param until its morning, where the lead is
 */
public record Absence(LocalDate day, Instant until) {
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    /** A run waits for so long; behind a longer absence what it has to say no longer fits. */
    private static final Duration SHORT = Duration.ofDays(120);
    /** A date further off was read wrongly. */
    private static final Duration FURTHEST = Duration.ofDays(2 * 366);

    /**
     * What the event says.
     *
     * @param zone where the lead is
     * @param now business time
     * @return empty when the event is no automatic answer, or names no day that is to come
     */
    public static Optional<Absence> of(Event event, ZoneId zone, Instant now) {
        if (!event.type().equals(EventTypes.EMAIL_AUTO_REPLY)
                || !(event.data().get("returnDate") instanceof String date)) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(date);
            Instant until = CalendarTime.at(day.atTime(MORNING), zone);
            return until.isAfter(now) && until.isBefore(now.plus(FURTHEST))
                    ? Optional.of(new Absence(day, until))
                    : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether it is too long for a run to wait for its end, such as parental leave: 120 days and more. */
    public boolean isLong(Instant now) {
        return !until.isBefore(now.plus(SHORT));
    }
}
