package io.ripen.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A date or a moment as the world writes it: {@code 2027-11-02}, {@code 2027-11-02T10:00} (by the lead's clock),
 * {@code 2027-11-02 10:00:00.000+0000}, {@code 2027-11-02T10:00:00Z}, {@code 20271102T100000Z}, seconds or milliseconds since
 * 1970, {@code --11-02} for a birthday without a year. Immutable.
 */
public sealed interface WrittenDate {
    /** A day of the calendar. */
    record Day(LocalDate date) implements WrittenDate {}

    /** A date and a time of day, by the clock of whoever is meant. */
    record Local(LocalDateTime time) implements WrittenDate {}

    /** A moment. */
    record Moment(Instant instant) implements WrittenDate {}

    /** A day that comes round every year. */
    record Yearly(MonthDay day) implements WrittenDate {}

    /**
     * What is written as a moment of an event: a start of an appointment. Midnight is a time like any other.
     *
     * @return null when it cannot be read
     */
    static @Nullable WrittenDate ofMoment(@Nullable Object written) {
        return DateReading.of(written);
    }

    /**
     * What a field holds that may be meant as a date. Many systems keep a date as midnight, nearly always of UTC; it means that
     * day wherever the lead is, and not the evening before in America. So midnight is the date as it is written.
     *
     * @return null when it cannot be read
     */
    static @Nullable WrittenDate ofField(@Nullable Object written) {
        return DateReading.field(written);
    }

    /** The day that it is in a zone; null for a yearly one. */
    default @Nullable LocalDate day(ZoneId zone) {
        if (this instanceof Day day) {
            return day.date();
        }
        if (this instanceof Local local) {
            return local.time().toLocalDate();
        }
        return this instanceof Moment moment ? moment.instant().atZone(zone).toLocalDate() : null;
    }
}
