package io.ripen.policy.quiet.internal.limit;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a holiday is: {@code DEC 25}, {@code 4th THU of NOV}, {@code 4th THU of NOV +1} for the day after,
 * {@code last MON of MAY}, {@code easter -2}, or one date {@code 2027-06-08}.
 */
interface HolidayRule {

    /** The holiday's date in this year, if it is in it. */
    Optional<LocalDate> in(int year);

    Pattern FIXED = Pattern.compile("([A-Z]{3}) (\\d{1,2})");
    Pattern NTH = Pattern.compile("([1-5])(?:ST|ND|RD|TH) ([A-Z]{3}) OF ([A-Z]{3})(?: ([+-]\\d{1,2}))?");
    Pattern LAST = Pattern.compile("LAST ([A-Z]{3}) OF ([A-Z]{3})");
    Pattern EASTER = Pattern.compile("EASTER(?: ([+-]\\d{1,3}))?");
    Pattern ONCE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** @throws IllegalArgumentException with what is wrong and the cure */
    static HolidayRule of(String written) {
        String rule = written.strip().toUpperCase(Locale.ROOT);
        Matcher fixed = FIXED.matcher(rule);
        if (fixed.matches()) {
            Month month = month(fixed.group(1), written);
            int day = Integer.parseInt(fixed.group(2));
            return year -> date(year, month, day);
        }
        Matcher nth = NTH.matcher(rule);
        if (nth.matches()) {
            int ordinal = Integer.parseInt(nth.group(1));
            DayOfWeek day = day(nth.group(2), written);
            Month month = month(nth.group(3), written);
            int days = nth.group(4) == null ? 0 : Integer.parseInt(nth.group(4));
            return year -> Optional.of(LocalDate.of(year, month, 1)
                    .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, day))
                    .plusDays(days));
        }
        Matcher last = LAST.matcher(rule);
        if (last.matches()) {
            DayOfWeek day = day(last.group(1), written);
            Month month = month(last.group(2), written);
            return year -> Optional.of(LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(day)));
        }
        Matcher easter = EASTER.matcher(rule);
        if (easter.matches()) {
            int days = easter.group(1) == null ? 0 : Integer.parseInt(easter.group(1));
            return year -> Optional.of(easter(year).plusDays(days));
        }
        if (ONCE.matcher(rule).matches()) {
            LocalDate once = once(rule, written);
            return year -> year == once.getYear() ? Optional.of(once) : Optional.empty();
        }
        throw wrong(written);
    }

    private static Optional<LocalDate> date(int year, Month month, int day) {
        return day >= 1 && day <= month.length(java.time.Year.isLeap(year))
                ? Optional.of(LocalDate.of(year, month, day))
                : Optional.empty();
    }

    private static LocalDate once(String rule, String written) {
        try {
            return LocalDate.parse(rule);
        } catch (DateTimeException e) {
            throw wrong(written);
        }
    }

    private static Month month(String name, String written) {
        List<Month> found = Arrays.stream(Month.values())
                .filter(month -> month.name().startsWith(name))
                .toList();
        if (found.size() != 1) {
            throw wrong(written);
        }
        return found.get(0);
    }

    private static DayOfWeek day(String name, String written) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> wrong(written));
    }

    private static IllegalArgumentException wrong(String written) {
        return new IllegalArgumentException("'" + written
                + "' is no rule for a holiday: write it like 'DEC 25', '4th THU of NOV', 'last MON of MAY', 'easter -2' or"
                + " '2027-06-08'");
    }

    /** Easter Sunday of the Gregorian calendar (Oudin's method). */
    private static LocalDate easter(int year) {
        int century = year / 100;
        int golden = year % 19;
        int k = (century - 17) / 25;
        int i = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
        i -= (i / 28) * (1 - (i / 28) * (29 / (i + 1)) * ((21 - golden) / 11));
        int weekday = (year + year / 4 + i + 2 - century + century / 4) % 7;
        int offset = i - weekday;
        int month = 3 + (offset + 40) / 44;
        int day = offset + 28 - 31 * (month / 4);
        return LocalDate.of(year, month, day);
    }
}
