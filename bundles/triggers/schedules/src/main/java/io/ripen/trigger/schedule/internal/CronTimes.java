package io.ripen.trigger.schedule.internal;

import java.text.ParseException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * A cron expression of five fields ({@code 0 9 * * MON}: minute, hour, day of month, month, weekday; weekdays by number
 * begin with 0 for Sunday) or of Quartz's six or seven (with seconds first, and {@code ?} for the day that does not count).
 *
 * <p>Quartz computes it on a clock without summer time; what a zone's clock makes of the times is for {@link LocalTimes}.
 */
final class CronTimes implements LocalTimes {
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final Pattern DAY = Pattern.compile("(^|[-,])([0-7])(?=$|[-,/#])");
    private static final Pattern LAST = Pattern.compile("[0-7]L");
    private static final String CURE =
            ": write minute, hour, day of month, month and weekday, such as 0 9 * * MON for Mondays at 9:00.";

    private final CronExpression expression;

    private CronTimes(CronExpression expression) {
        this.expression = expression;
    }

    /** @throws IllegalArgumentException when it cannot be read, with the cure */
    static CronTimes of(String written) {
        String[] fields = written.strip().toUpperCase(Locale.ROOT).split("\\s+");
        String quartz = fields.length == 5 ? quartz(written, fields) : String.join(" ", fields);
        CronExpression expression;
        try {
            expression = new CronExpression(quartz);
        } catch (ParseException | RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "Option 'cron' is '" + written + "', which cannot be read (" + unreadable.getMessage() + ")" + CURE,
                    unreadable);
        }
        if (!fields[0].matches("\\d+") && fields.length != 5) {
            throw new IllegalArgumentException("Option 'cron' is '" + written
                    + "', which is due several times a minute: give one second, such as 0, or leave the seconds out.");
        }
        expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        return new CronTimes(expression);
    }

    private static String quartz(String written, String[] fields) {
        String dayOfMonth = fields[2];
        String weekday = names(fields[4]);
        boolean anyDay = dayOfMonth.equals("*") || dayOfMonth.equals("?");
        boolean anyWeekday = weekday.equals("*") || weekday.equals("?");
        if (!anyDay && !anyWeekday) {
            throw new IllegalArgumentException("Option 'cron' is '" + written
                    + "', which asks for a day of the month and a weekday: write * for one of them.");
        }
        return String.join(
                " ",
                "0",
                fields[0],
                fields[1],
                anyDay && !anyWeekday ? "?" : dayOfMonth.equals("?") ? "*" : dayOfMonth,
                fields[3],
                anyWeekday ? "?" : weekday);
    }

    /** Cron counts the days of the week from 0, Quartz from 1; names mean the same to both. */
    private static String names(String weekday) {
        if (LAST.matcher(weekday).matches()) {
            return (weekday.charAt(0) - '0') % 7 + 1 + "L";
        }
        Matcher number = DAY.matcher(weekday);
        StringBuilder named = new StringBuilder();
        while (number.find()) {
            number.appendReplacement(named, number.group(1) + DAYS.get(Integer.parseInt(number.group(2))));
        }
        return number.appendTail(named).toString();
    }

    @Override
    public @Nullable LocalDateTime after(LocalDateTime local) {
        // Not thread-safe by its own word, so each call has its own.
        CronExpression own = new CronExpression(expression);
        Date next = own.getNextValidTimeAfter(Date.from(local.toInstant(ZoneOffset.UTC)));
        return next == null ? null : LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC);
    }
}
