package io.ripen.time;

import java.time.Duration;

/**
 * A span of time as people say it: months and days are those of a calendar, and what is left goes by the clock. So a day is
 * from one time of day to the same time on the next day, be it 23, 24 or 25 hours. Parts may be negative. Immutable.
 *
 * @param months years are twelve months
 * @param days weeks are seven days
 * @param clock hours, minutes and seconds
 */
public record CalendarSpan(int months, int days, Duration clock) {
    public static final CalendarSpan ZERO = new CalendarSpan(0, 0, Duration.ZERO);

    private static final double HOURS_OF_DAY = 24;
    private static final double DAYS_OF_MONTH = 30;

    public static CalendarSpan ofMonths(int months) {
        return new CalendarSpan(months, 0, Duration.ZERO);
    }

    public static CalendarSpan ofDays(int days) {
        return new CalendarSpan(0, days, Duration.ZERO);
    }

    /** Hours, minutes and seconds; whatever their number, they make no calendar day. */
    public static CalendarSpan ofClock(Duration clock) {
        return new CalendarSpan(0, 0, clock);
    }

    /** Whether it has months or days, so that a zone is needed to say when it is over. */
    public boolean hasDays() {
        return months != 0 || days != 0;
    }

    public boolean isZero() {
        return !hasDays() && clock.isZero();
    }

    /** @throws ArithmeticException when the sum is beyond all bounds */
    public CalendarSpan plus(CalendarSpan other) {
        return new CalendarSpan(
                Math.addExact(months, other.months), Math.addExact(days, other.days), clock.plus(other.clock));
    }

    /** @throws ArithmeticException when the product is beyond all bounds */
    public CalendarSpan times(long factor) {
        return new CalendarSpan(
                Math.toIntExact(Math.multiplyExact(months, factor)),
                Math.toIntExact(Math.multiplyExact(days, factor)),
                clock.multipliedBy(factor));
    }

    public CalendarSpan negated() {
        return times(-1);
    }

    /**
     * So many times as long. Whole months and days remain such; of what is left over, a month is worth thirty days and a day 24
     * hours: half of three days is a day and twelve hours.
     *
     * @param factor positive
     */
    public CalendarSpan scaled(double factor) {
        if (factor == 1 || isZero()) {
            return this;
        }
        double scaledMonths = months * factor;
        int wholeMonths = (int) scaledMonths;
        double scaledDays = days * factor + (scaledMonths - wholeMonths) * DAYS_OF_MONTH;
        int wholeDays = (int) scaledDays;
        double hours = (scaledDays - wholeDays) * HOURS_OF_DAY;
        long millis = Math.round(hours * 3_600_000 + clock.toMillis() * factor);
        return new CalendarSpan(wholeMonths, wholeDays, Duration.ofMillis(millis));
    }

    /** About how long it is, by days of 24 hours and months of thirty days; for comparing and for telling people. */
    public Duration about() {
        return clock.plus(Duration.ofDays(days + months * (long) DAYS_OF_MONTH));
    }
}
