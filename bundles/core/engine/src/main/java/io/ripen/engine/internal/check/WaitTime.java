package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 3 days}, {@code 1 day 12 hours}, {@code P3D} and {@code PT90M}. */
final class WaitTime {
    static final Duration LONGEST = Duration.ofDays(3 * 366);

    private static final int LONGEST_TEXT = 100;

    private static final Pattern PART =
            Pattern.compile("\\s*(-?[0-9]+(?:[.,][0-9]+)?)\\s*([A-Za-z]+)\\s*(?:,|and\\b)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7));
    private static final String CURE =
            "Write a whole number and a unit: seconds, minutes, hours, days or weeks, such as wait:3 days, or P3D.";

    private WaitTime() {}

    static Duration parse(String text) throws StepUri.Unreadable {
        if (text.length() > LONGEST_TEXT) {
            throw new StepUri.Unreadable(
                    "The wait " + Findings.quote(text) + " has " + text.length() + " characters; at most "
                            + LONGEST_TEXT + " are read.",
                    CURE);
        }
        Duration duration;
        try {
            duration = text.toUpperCase(Locale.ROOT).matches("-?P.*") ? iso(text) : words(text);
        } catch (ArithmeticException tooLong) {
            duration = LONGEST.plusDays(1);
        }
        if (duration.isNegative()) {
            throw new StepUri.Unreadable(
                    "The wait " + Findings.quote(text) + " is negative, and nobody can wait for the past.",
                    "Write zero or more, such as wait:3 days.");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new StepUri.Unreadable(
                    "The wait " + Findings.quote(text) + " is longer than three years.",
                    "Write at most 1098 days, or let a later event enroll the lead anew.");
        }
        return duration;
    }

    /** May be negative: before or after a date. */
    static Duration signed(String text) throws StepUri.Unreadable {
        String stripped = text.strip();
        boolean before = stripped.startsWith("-");
        Duration amount = parse(before || stripped.startsWith("+") ? stripped.substring(1) : stripped);
        return before ? amount.negated() : amount;
    }

    private static Duration iso(String text) throws StepUri.Unreadable {
        String upper = text.toUpperCase(Locale.ROOT);
        Matcher weeks = Pattern.compile("(-?)P([0-9]{1,9})W").matcher(upper);
        if (weeks.matches()) {
            Duration duration = Duration.ofDays(7L * Integer.parseInt(weeks.group(2)));
            return weeks.group(1).isEmpty() ? duration : duration.negated();
        }
        try {
            return Duration.parse(upper);
        } catch (DateTimeParseException unreadable) {
            throw new StepUri.Unreadable("The wait " + Findings.quote(text) + " cannot be read.", CURE);
        }
    }

    private static Duration words(String text) throws StepUri.Unreadable {
        Duration sum = Duration.ZERO;
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

    private static Duration amount(String text, String number, String unit) throws StepUri.Unreadable {
        String singular = unit.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        Duration one = UNITS.get(singular);
        if (one == null) {
            String near = singular.startsWith("month") || singular.startsWith("year")
                    ? "Months and years differ in length: write days, such as 30 days."
                    : NearestName.didYouMean(
                                    unit,
                                    UNITS.keySet().stream().map(u -> u + "s").toList())
                            + CURE;
            throw new StepUri.Unreadable(
                    "The unit " + Findings.quote(unit) + " of the wait " + Findings.quote(text) + " is not known.",
                    near);
        }
        if (!number.matches("-?[0-9]{1,12}")) {
            throw new StepUri.Unreadable(
                    "The wait " + Findings.quote(text) + " has the number " + Findings.quote(number)
                            + ", which is not whole or too large.",
                    "Write whole numbers in a smaller unit: 36 hours instead of 1.5 days.");
        }
        return one.multipliedBy(Long.parseLong(number));
    }
}
