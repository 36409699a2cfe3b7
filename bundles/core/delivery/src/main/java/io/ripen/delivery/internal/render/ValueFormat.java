package io.ripen.delivery.internal.render;

import io.ripen.text.ValueText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How {@code {{contact.fields.price|money}}} writes a value: as the team's readers write money, numbers, dates and times. What
 * cannot be read as one stands as it is.
 *
 * @param detail a currency, decimal places, or a style of dates; the empty string for the usual
 */
record ValueFormat(Kind kind, String detail) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<money>money)(?: (?<currency>[A-Z]{3}))?|(?<number>number)(?: (?<places>[0-6]))?"
                    + "|(?<date>date)(?: (?<style>short|long|full))?|(?<time>time)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(?:\\.[0-9]{1,30})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME_OF_DAY = Pattern.compile("[0-9]{2}:[0-9]{2}(?::[0-9]{2})?");
    private static final Pattern WITH_OFFSET = Pattern.compile(".*(?:Z|[+-][0-9]{2}:?[0-9]{2})");
    /** Smaller ones are seconds since 1970, and every time since 1973 in milliseconds is greater. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private static final long LEAST_SECONDS = 100_000_000L;
    private static final int MOST_PLACES = 6;

    enum Kind {
        MONEY,
        NUMBER,
        DATE,
        TIME
    }

    /** Null when the words are no format, but what stands there when the field is empty. */
    static @Nullable ValueFormat of(String written) {
        Matcher words = WRITTEN.matcher(written);
        if (!words.matches()) {
            return null;
        }
        if (words.group("money") != null) {
            return new ValueFormat(Kind.MONEY, orEmpty(words.group("currency")));
        }
        if (words.group("number") != null) {
            return new ValueFormat(Kind.NUMBER, orEmpty(words.group("places")));
        }
        return words.group("date") == null
                ? new ValueFormat(Kind.TIME, "")
                : new ValueFormat(Kind.DATE, orEmpty(words.group("style")));
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    String written(Object value, MergeData data) {
        TeamLocale team = TeamLocale.of(data.team());
        String text = ValueText.of(value).strip();
        String formatted = switch (kind) {
            case MONEY, NUMBER -> number(text, team);
            case DATE, TIME -> moment(text, team.locale(), zone(data));
        };
        // In a text message one typographic blank doubles the price; a mail reads as well without.
        return formatted == null
                ? text
                : formatted.replaceAll("[\\u00A0\\u202F]", " ").replaceAll("[\\u200E\\u200F\\u061C]", "");
    }

    private @Nullable String number(String text, TeamLocale team) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text);
        NumberFormat format;
        if (kind == Kind.MONEY) {
            Currency currency = detail.isEmpty() ? team.currency() : currency(team);
            format = NumberFormat.getCurrencyInstance(team.locale());
            format.setCurrency(currency);
            int cents = Math.max(0, currency.getDefaultFractionDigits());
            boolean whole = number.setScale(cents, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .scale()
                    <= 0;
            places(format, whole ? 0 : cents);
        } else {
            format = NumberFormat.getNumberInstance(team.locale());
            int places = detail.isEmpty() ? MOST_PLACES : Integer.parseInt(detail);
            format.setMaximumFractionDigits(places);
            format.setMinimumFractionDigits(detail.isEmpty() ? 0 : places);
        }
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }

    private static void places(NumberFormat format, int places) {
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
    }

    private Currency currency(TeamLocale team) {
        try {
            return Currency.getInstance(detail);
        } catch (IllegalArgumentException unknown) {
            return team.currency();
        }
    }

    private static ZoneId zone(MergeData data) {
        ZoneId own = data.contact().timeZone();
        return own == null ? data.team().zone() : own;
    }

    private @Nullable String moment(String text, Locale locale, ZoneId zone) {
        TemporalAccessor moment;
        try {
            moment = read(text, zone);
        } catch (DateTimeException unreadable) {
            return null;
        }
        boolean asked = moment instanceof LocalDateTime
                || (kind == Kind.DATE ? moment instanceof LocalDate : moment instanceof LocalTime);
        return asked ? formatter(locale).format(moment) : null;
    }

    private DateTimeFormatter formatter(Locale locale) {
        if (kind == Kind.TIME) {
            return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        }
        FormatStyle style = switch (detail) {
            case "short" -> FormatStyle.SHORT;
            case "long" -> FormatStyle.LONG;
            case "full" -> FormatStyle.FULL;
            default -> FormatStyle.MEDIUM;
        };
        // A year of two digits is read as a day or a month by half of the world.
        String pattern =
                DateTimeFormatterBuilder.getLocalizedDateTimePattern(style, null, IsoChronology.INSTANCE, locale);
        return DateTimeFormatter.ofPattern(pattern.replaceAll("(?<!y)yy(?!y)", "yyyy"), locale);
    }

    /** A day, a time of day, or both as the lead's clock shows them. A moment at midnight UTC is a day that a program wrote. */
    private static TemporalAccessor read(String text, ZoneId zone) {
        if (NUMBER.matcher(text).matches()) {
            long number = new BigDecimal(text).longValue();
            if (Math.abs(number) < LEAST_SECONDS) {
                throw new DateTimeException("A small number is no date.");
            }
            return local(
                    Math.abs(number) < LEAST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number),
                    zone);
        }
        if (DAY.matcher(text).matches()) {
            return LocalDate.parse(text);
        }
        if (TIME_OF_DAY.matcher(text).matches()) {
            return LocalTime.parse(text);
        }
        String iso = text.replace(' ', 'T');
        return WITH_OFFSET.matcher(iso).matches()
                ? local(
                        OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                                .toInstant(),
                        zone)
                : LocalDateTime.parse(iso);
    }

    private static TemporalAccessor local(Instant instant, ZoneId zone) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return utc.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? utc.toLocalDate()
                : LocalDateTime.ofInstant(instant, zone);
    }
}
