package io.ripen.contacts.internal;

import io.ripen.crm.ContactImport.DateOrder;
import io.ripen.crm.InvalidContactException.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as spreadsheets and CRMs write them, made into those that waits and triggers read ({@code 2027-11-09},
 * {@code 2027-11-09T14:30}). {@code 9.11.2027} and what only fits one way is clear; {@code 11/09/2027} is read in the order of
 * the team's country. What is in the year's place has four digits, or two in a column that is named like a date.
 */
final class DateReading {
    /** Countries where the month stands first in a date of numbers. */
    private static final Set<String> MONTH_FIRST =
            Set.of("US", "PR", "GU", "VI", "AS", "MP", "UM", "FM", "MH", "PW", "PH", "BZ");

    private static final Pattern NAMED = Pattern.compile(
            "(?:^|[^\\p{L}])(?:date|day|dob|birthday|birthdate|anniversary|renewal|renews|expiry|expires|expiration|due|until|deadline|created|modified|updated|datum|geburtstag|geburtsdatum|fecha|cumpleanos|nacimiento|data|naissance|nascimento|nascita|anniversaire|vencimiento)(?:$|[^\\p{L}])"
                    + "|(?:date|datum|fecha|birthday|geburtstag)$|^(?:date|datum|fecha)|_(?:at|on)$| (?:at|on)$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:[T ].*)?|-{0,2}\\d\\d-\\d\\d");
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,4})([./-])\\s?(\\d{1,2})\\2\\s?(\\d{1,4})(?:[,T ]\\s*(\\d.*))?");
    private static final Pattern EPOCH = Pattern.compile("-?\\d{9,10}|-?\\d{12,13}");
    private static final Pattern WORDS = Pattern.compile("(?=.*\\d)(?=.*\\p{L}{3}).{8,40}");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");
    private static final List<DateTimeFormatter> TIMES = List.of(
            time("H:mm[:ss][.SSS]", Locale.ENGLISH),
            time("h:mm[:ss][ ]a", Locale.ENGLISH),
            time("H.mm", Locale.ENGLISH));
    private static final Map<String, List<DateTimeFormatter>> IN_WORDS = new HashMap<>();

    static {
        for (String language : List.of("en", "de", "fr", "es", "it", "pt", "nl")) {
            IN_WORDS.put(language, words(Locale.forLanguageTag(language)));
        }
    }

    /**
     * What was made of a value.
     *
     * @param text the date as it is kept; null when the value is none and stays as it is
     * @param unread whether it stands in a column of dates and could not be read
     */
    record Read(@Nullable String text, boolean unread) {
        static final Read NOTHING = new Read(null, false);
    }

    private final boolean monthFirst;
    private final ZoneId zone;
    private final int thisYear;

    /**
     * @param zone in which a number of seconds is a date
     * @param now to tell which century a year of two digits is in
     */
    DateReading(@Nullable DateOrder order, String region, ZoneId zone, Instant now) {
        this.monthFirst = order == null ? MONTH_FIRST.contains(region) : order == DateOrder.MONTH_FIRST;
        this.zone = zone;
        this.thisYear = now.atZone(ZoneOffset.UTC).getYear();
    }

    /** Whether a field is named like one that holds dates. */
    static boolean isNamedDate(String field) {
        return NAMED.matcher(field.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")).find();
    }

    /**
     * A value as it is kept: a date in the way of the team's country becomes one that waits and triggers read.
     *
     * @param warnings one is added for what should be a date and is none
     */
    String kept(String field, String value, List<Problem> warnings) {
        Read read = of(field, value);
        if (read.unread()) {
            warnings.add(new Problem(
                    "fields." + field,
                    "'" + value + "' is no date that can be read (" + (monthFirst ? "month/day/year" : "day/month/year")
                            + "); it is kept as it is, and no wait or trigger goes by it. Write it as 2027-11-09."));
        }
        return read.text() == null ? value : read.text();
    }

    Read of(String field, String value) {
        if (value.length() < 5 || value.length() > 40 || ISO.matcher(value).matches()) {
            return Read.NOTHING;
        }
        boolean named = isNamedDate(field);
        String read = numbers(value, named);
        if (read == null && named) {
            read = EPOCH.matcher(value).matches() ? epoch(value) : null;
            read = read == null && WORDS.matcher(value).matches() ? words(value) : read;
        }
        return new Read(
                read,
                read == null && named && !PLAIN_NUMBER.matcher(value).matches() && hasDigit(value)
                        || read == null && NUMBERS.matcher(value).matches() && named);
    }

    private static boolean hasDigit(String value) {
        return value.chars().anyMatch(Character::isDigit);
    }

    private @Nullable String numbers(String value, boolean named) {
        Matcher numbers = NUMBERS.matcher(value);
        if (!numbers.matches()) {
            return null;
        }
        String first = numbers.group(1);
        String last = numbers.group(4);
        int a = Integer.parseInt(first);
        int b = Integer.parseInt(numbers.group(3));
        int c = Integer.parseInt(last);
        if (first.length() == 4 && last.length() <= 2) {
            return date(a, b, c, numbers.group(5));
        }
        boolean shortYear = last.length() == 2 && named;
        if (first.length() > 2 || last.length() != 4 && !shortYear) {
            return null;
        }
        int year = shortYear ? century(c) : c;
        // A dot, and what only fits one way, tells by itself.
        boolean month = a > 12
                ? false
                : b > 12
                        ? !numbers.group(2).equals(".")
                        : monthFirst && !numbers.group(2).equals(".");
        return date(year, month ? a : b, month ? b : a, numbers.group(5));
    }

    /** Up to twenty years ahead; who was born in 1950 is written as 50 as well. */
    private int century(int year) {
        int full = thisYear / 100 * 100 + year;
        return full > thisYear + 20 ? full - 100 : full;
    }

    private static @Nullable String date(int year, int month, int day, @Nullable String time) {
        try {
            LocalDate date = LocalDate.of(year, month, day);
            if (time == null) {
                return date.toString();
            }
            LocalTime at = time(time);
            return at == null
                    ? null
                    : at.equals(LocalTime.MIDNIGHT)
                            ? date.toString()
                            : date.atTime(at).toString();
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable LocalTime time(String text) {
        for (DateTimeFormatter each : TIMES) {
            try {
                return LocalTime.parse(text.strip().replace("a.m.", "AM").replace("p.m.", "PM"), each);
            } catch (DateTimeException other) {
                // Perhaps the next.
            }
        }
        return null;
    }

    /** Midnight of UTC is how systems keep a day. */
    private String epoch(String value) {
        long number = Long.parseLong(value);
        Instant at = Math.abs(number) > 99_999_999_999L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return utc.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? utc.toLocalDate().toString()
                : at.atZone(zone).toOffsetDateTime().toString();
    }

    private static @Nullable String words(String value) {
        String text = value.replaceAll("(?<=\\d)(?:st|nd|rd|th)\\b", "")
                .replace(",", " ")
                .replaceAll("\\s+", " ")
                .strip();
        for (List<DateTimeFormatter> language : IN_WORDS.values()) {
            for (DateTimeFormatter each : language) {
                try {
                    return LocalDate.parse(text, each).toString();
                } catch (DateTimeException other) {
                    // Perhaps the next.
                }
            }
        }
        return null;
    }

    private static List<DateTimeFormatter> words(Locale locale) {
        List<DateTimeFormatter> all = new ArrayList<>();
        for (TextStyle style : new TextStyle[] {TextStyle.FULL, TextStyle.SHORT}) {
            all.add(new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .parseLenient()
                    .appendPattern("d[.][ ][-]['de ']")
                    .appendText(ChronoField.MONTH_OF_YEAR, style)
                    .appendPattern("[.][ ][-]['de ']uuuu")
                    .toFormatter(locale)
                    .withResolverStyle(ResolverStyle.STRICT));
            all.add(new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendText(ChronoField.MONTH_OF_YEAR, style)
                    .appendPattern("[.] d uuuu")
                    .toFormatter(locale)
                    .withResolverStyle(ResolverStyle.STRICT));
        }
        return all;
    }

    private static DateTimeFormatter time(String pattern, Locale locale) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(locale);
    }
}
