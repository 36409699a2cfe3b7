package io.ripen.trigger;

import io.ripen.time.CalendarSpan;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of an option that says how long: {@code 5 days}, {@code 36 hours}, {@code 1 week}, {@code 90 minutes}. */
public final class TimeSpan {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,9})\\s*(second|minute|hour|day|week)s?", Pattern.CASE_INSENSITIVE);

    private TimeSpan() {}

    /**
     * Reads it; may be zero. A day is one of the calendar, and a week seven of them.
     *
     * @throws IllegalArgumentException when it cannot be read, with the option and the cure
     */
    public static CalendarSpan onCalendar(String option, String written) {
        Duration span = of(option, written);
        return written.strip().matches("(?i).*(day|week)s?")
                ? CalendarSpan.ofDays(Math.toIntExact(Math.min(span.toDays(), Integer.MAX_VALUE)))
                : CalendarSpan.ofClock(span);
    }

    /**
     * Reads it; may be zero. A day is 24 hours.
     *
     * @throws IllegalArgumentException when it cannot be read, with the option and the cure
     */
    public static Duration of(String option, String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Option '" + option + "' is '" + written
                    + "', which is no span of time: write a whole number of seconds, minutes, hours, days or weeks, such as"
                    + " 5 days.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "second" -> Duration.ofSeconds(number);
            case "minute" -> Duration.ofMinutes(number);
            case "hour" -> Duration.ofHours(number);
            case "day" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}
