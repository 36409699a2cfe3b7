package io.ripen.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one calculator of times: what a wait, a schedule or a reminder means on the lead's own calendar and clock. A time that
 * the spring leaves out comes as much later as the clock jumps; of one that comes twice in autumn the first counts. Thread-safe.
 */
public final class CalendarTime {
    private static final int DAYS_OF_WEEK = 7;

    private CalendarTime() {}

    /** When a clock in this zone shows this time. */
    public static Instant at(LocalDateTime local, ZoneId zone) {
        return ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }

    /**
     * So much later, or earlier. Months and days go by the calendar and keep the time of day, the rest goes by the clock: a
     * month after 31 January is the last day of February, a day after 9:00 is 9:00.
     */
    public static Instant plus(Instant from, CalendarSpan span, ZoneId zone) {
        Instant day = from;
        if (span.hasDays()) {
            ZonedDateTime zoned = from.atZone(zone);
            LocalDateTime local =
                    zoned.toLocalDateTime().plusMonths(span.months()).plusDays(span.days());
            // Of a time that comes twice, the one that is like the time from which it counts.
            day = ZonedDateTime.ofLocal(local, zone, zoned.getOffset()).toInstant();
        }
        return day.plus(span.clock());
    }

    /**
     * The first moment that is not before {@code from} and has the right time of day and weekday.
     *
     * @param at null for any time of day; a later day then begins at midnight
     * @param days empty for all
     */
    public static Instant next(Instant from, @Nullable LocalTime at, Set<DayOfWeek> days, ZoneId zone) {
        if (at == null && days.isEmpty()) {
            return from;
        }
        LocalDate today = from.atZone(zone).toLocalDate();
        // One day more than a week: today's time may have passed, and a zone may leave out a day.
        for (int day = 0; day <= DAYS_OF_WEEK + 1; day++) {
            LocalDate date = today.plusDays(day);
            if (days.isEmpty() || days.contains(date.getDayOfWeek())) {
                Instant candidate = at != null
                        ? at(date.atTime(at), zone)
                        : day == 0 ? from : date.atStartOfDay(zone).toInstant();
                if (!candidate.isBefore(from)) {
                    return candidate;
                }
            }
        }
        return from;
    }

    /**
     * "Two days at 10:00": counted from the day and not from the hour, so a minute past ten it is the day after tomorrow all the
     * same, and a loop of such waits never moves on in the day. Hours and minutes come first where the span has any; then it is
     * the next 10:00. Where the weekday is not allowed it is the next one that is, at the same time of day.
     *
     * @param span months and days must not be negative
     * @param at null to keep the time of day
     * @param days allowed weekdays; empty for all
     */
    public static Instant after(
            Instant from, CalendarSpan span, @Nullable LocalTime at, Set<DayOfWeek> days, ZoneId zone) {
        if (at != null && span.hasDays() && span.clock().isZero()) {
            LocalDate date =
                    from.atZone(zone).toLocalDate().plusMonths(span.months()).plusDays(span.days());
            return at(allowed(date, days).atTime(at), zone);
        }
        Instant then = plus(from, span, zone);
        if (at == null && !days.isEmpty() && span.hasDays()) {
            LocalDateTime local = then.atZone(zone).toLocalDateTime();
            LocalDate date = allowed(local.toLocalDate(), days);
            return date.equals(local.toLocalDate()) ? then : at(date.atTime(local.toLocalTime()), zone);
        }
        return next(then, at, days, zone);
    }

    /**
     * So long before or after a date: by months and days on the calendar, at a time of day. Hours and minutes count from that
     * time.
     *
     * @param days allowed weekdays, empty for all; on another one it is the next that is allowed
     */
    public static Instant from(LocalDate date, CalendarSpan offset, LocalTime at, Set<DayOfWeek> days, ZoneId zone) {
        LocalDate day = date.plusMonths(offset.months()).plusDays(offset.days());
        return offset.clock().isZero()
                ? at(allowed(day, days).atTime(at), zone)
                : next(at(day.atTime(at), zone).plus(offset.clock()), null, days, zone);
    }

    /**
     * So long before or after a moment. An offset of months and days alone with a time of day is a day of the calendar and that
     * time on it: a day before an appointment at 15:00, at 18:00, is 18:00 of the day before. With hours it is the next such time.
     *
     * @param at null to keep the time of day
     * @param days allowed weekdays, empty for all; on another one it is the next that is allowed
     */
    public static Instant from(
            Instant moment, CalendarSpan offset, @Nullable LocalTime at, Set<DayOfWeek> days, ZoneId zone) {
        return at != null && offset.clock().isZero()
                ? from(moment.atZone(zone).toLocalDate(), offset, at, days, zone)
                : next(plus(moment, offset, zone), at, days, zone);
    }

    private static LocalDate allowed(LocalDate from, Set<DayOfWeek> days) {
        LocalDate date = from;
        for (int i = 0; i < DAYS_OF_WEEK && !days.isEmpty() && !days.contains(date.getDayOfWeek()); i++) {
            date = date.plusDays(1);
        }
        return date;
    }
}
