package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import io.ripen.time.CalendarSpan;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code 3 days}, {@code 1 day 12 hours}, {@code 1 month}, {@code P3D} and {@code PT90M}. */
final class WaitTime {
    static final Duration LONGEST = Duration.ofDays(3 * 366);

    private static final int LONGEST_TEXT = 100;

    private static final Pattern PART =
            Pattern.compile("\\s*(-?[0-9]+(?:[.,][0-9]+)?)\\s*([A-Za-z]+)\\s*(?:,|and\\b)?");
    private static final Map<String, CalendarSpan> UNITS = Map.of(
            "second", CalendarSpan.ofClock(Duration.ofSeconds(1)),
            "minute", CalendarSpan.ofClock(Duration.ofMinutes(1)),
            "hour", CalendarSpan.ofClock(Duration.ofHours(1)),
            "day", CalendarSpan.ofDays(1),
            "week", CalendarSpan.ofDays(7),
            "month", CalendarSpan.ofMonths(1),
            "year", CalendarSpan.ofMonths(12));
    private static final Pattern ISO = Pattern.compile(
            "(-?)P(?:(-?[0-9]{1,9})Y)?(?:(-?[0-9]{1,9})M)?(?:(-?[0-9]{1,9})W)?"
                    + "(?:(-?[0-9]{1,9})D)?(?:T(?:(-?[0-9]{1,12})H)?(?:(-?[0-9]{1,12})M)?(?:(-?[0-9]{1,12})(?:\\.[0-9]{1,9})?S)?)?");
    /** What each group of {@link #ISO} counts, from the second one on. */
    private static final String[] ISO_UNITS = {"year", "month", "week", "day", "hour", "minute", "second"};

    private static final String CURE =
            "Write a whole number and a unit: seconds, minutes, hours, days, weeks, months or"
                    + " years, such as wait:3 days, or P3D.";

    private WaitTime() {}

    static CalendarSpan parse(String text) throws StepUri.Unreadable {
        if (text.length() > LONGEST_TEXT) {
            throw new StepUri.Unreadable(
                    "The wait " + Findings.quote(text) + " has " + text.length() + " characters; at most "
                            + LONGEST_TEXT + " are read.",
                    CURE);
        }
        CalendarSpan span;
        try {
            span = text.toUpperCase(Locale.ROOT).matches("-?P.*") ? iso(text) : words(text);
            if (span.about().isNegative() || span.months() < 0 || span.days() < 0) {
                throw new StepUri.Unreadable(
                        "The wait " + Findings.quote(text) + " is negative, and nobody can wait for the past.",
                        "Write zero or more, such as wait:3 days.");
            }
        } catch (ArithmeticException tooLong) {
            span = null;
        }
        if (span == null || span.about().compareTo(LONGEST) > 0) {
            throw new StepUri.Unreadable(
                    "The wait " + Findings.quote(text) + " is longer than three years.",
                    "Write at most 1098 days, or let a later event enroll the lead anew.");
        }
        return span;
    }

    /** For what is measured by the clock: a window to look back in, a time-out. A day is 24 hours; months are refused. */
    static Duration duration(String text) throws StepUri.Unreadable {
        CalendarSpan span = parse(text);
        if (span.months() != 0) {
            throw new StepUri.Unreadable(
                    "The unit of " + Findings.quote(text) + " is not known here.",
                    "Months and years differ in length: write days, such as 30 days.");
        }
        return span.about();
    }

    /** May be negative: before or after a date. */
    static CalendarSpan signed(String text) throws StepUri.Unreadable {
        String stripped = text.strip();
        boolean before = stripped.startsWith("-");
        CalendarSpan amount = parse(before || stripped.startsWith("+") ? stripped.substring(1) : stripped);
        return before ? amount.negated() : amount;
    }

    private static CalendarSpan iso(String text) throws StepUri.Unreadable {
        Matcher parts = ISO.matcher(text.toUpperCase(Locale.ROOT));
        CalendarSpan sum = CalendarSpan.ZERO;
        boolean any = false;
        if (parts.matches()) {
            for (int i = 0; i < ISO_UNITS.length; i++) {
                @Nullable String number = parts.group(i + 2);
                CalendarSpan one = UNITS.get(ISO_UNITS[i]);
                if (number != null && one != null) {
                    any = true;
                    sum = sum.plus(one.times(Long.parseLong(number)));
                }
            }
        }
        if (!any || text.toUpperCase(Locale.ROOT).endsWith("T")) {
            throw new StepUri.Unreadable("The wait " + Findings.quote(text) + " cannot be read.", CURE);
        }
        return parts.group(1).isEmpty() ? sum : sum.negated();
    }

    private static CalendarSpan words(String text) throws StepUri.Unreadable {
        CalendarSpan sum = CalendarSpan.ZERO;
        Matcher part = PART.matcher(text);
        int at = 0;
        while (at < text.length() && part.region(at, text.length()).lookingAt()) {
            sum = sum.plus(amount(text, part.group(1), part.group(2)));
            at = part.end();
        }
        if (at == 0 || at < text.length()) {
            throw new StepUri.Unreadable("The wait " + Findings.quote(text) + " cannot be read.", CURE);
        }
        return sum;
    }

    private static CalendarSpan amount(String text, String number, String unit) throws StepUri.Unreadable {
        String singular = unit.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        CalendarSpan one = UNITS.get(singular);
        if (one == null) {
            throw new StepUri.Unreadable(
                    "The unit " + Findings.quote(unit) + " of the wait " + Findings.quote(text) + " is not known.",
                    NearestName.didYouMean(
                                    unit,
                                    UNITS.keySet().stream().map(u -> u + "s").toList())
                            + CURE);
        }
        if (!number.matches("-?[0-9]{1,12}")) {
            throw new StepUri.Unreadable(
                    "The wait " + Findings.quote(text) + " has the number " + Findings.quote(number)
                            + ", which is not whole or too large.",
                    "Write whole numbers in a smaller unit: 36 hours instead of 1.5 days.");
        }
        return one.times(Long.parseLong(number));
    }
}
