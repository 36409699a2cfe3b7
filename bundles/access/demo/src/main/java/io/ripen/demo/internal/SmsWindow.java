package io.ripen.demo.internal;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.BiFunction;

/**
 * When a text may reach a lead by the policies as they ship: Monday to Friday, 10:00 to 17:00 by the lead's clock. Worked out
 * here, and not asked of the policy: a judge who asks the accused is none.
 */
final class SmsWindow {
    static final LocalTime OPENS = LocalTime.of(10, 0);
    static final LocalTime CLOSES = LocalTime.of(17, 0);

    private final ZoneId zone;

    SmsWindow(ZoneId zone) {
        this.zone = zone;
    }

    boolean isOpen(Instant at) {
        return next(at).equals(at);
    }

    /** The first moment from this one on at which a text may go. */
    Instant next(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalDate day = local.toLocalDate();
        if (isWorkday(day) && local.toLocalTime().isBefore(CLOSES)) {
            return local.toLocalTime().isBefore(OPENS) ? opens(day) : at;
        }
        do {
            day = day.plusDays(1);
        } while (!isWorkday(day));
        return opens(day);
    }

    /** The same on the day after: a legal holiday of the lead's state may cost a day. */
    Instant nextAfterHoliday(Instant at) {
        return next(next(at).atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant());
    }

    /**
     * How much of this time a text could have gone in.
     *
     * @param between how long it is from one instant to another
     */
    Duration open(Instant from, Instant to, BiFunction<Instant, Instant, Duration> between) {
        Duration open = Duration.ZERO;
        Instant at = next(from);
        while (at.isBefore(to)) {
            Instant closes = day(at).atTime(CLOSES).atZone(zone).toInstant();
            open = open.plus(between.apply(at, closes.isBefore(to) ? closes : to));
            at = next(closes);
        }
        return open;
    }

    LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private Instant opens(LocalDate day) {
        return day.atTime(OPENS).atZone(zone).toInstant();
    }

    private static boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }

    @Override
    public String toString() {
        return "Mon-Fri " + OPENS + "-" + CLOSES + " in " + zone;
    }
}
