package io.ripen.time;

import io.ripen.time.WrittenDate.Day;
import io.ripen.time.WrittenDate.Local;
import io.ripen.time.WrittenDate.Moment;
import io.ripen.time.WrittenDate.Yearly;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link WrittenDate}. */
final class DateReading {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern YEARLY = Pattern.compile("(?:--)?(\\d{2}-\\d{2})");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{9,10}|-?\\d{12,13}");
    private static final Pattern BASIC =
            Pattern.compile("((?:19|20|21)\\d{2})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})?(Z)?)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[Tt ]\\s*(\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)\\s*"
                    + "(Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?(?:\\[([A-Za-z0-9_/+-]+)\\])?");
    private static final int LONGEST = 80;
    /** From there on a number counts milliseconds: as seconds it would lie in the year 5138. */
    private static final long MILLIS = 100_000_000_000L;

    private DateReading() {}

    static @Nullable WrittenDate of(@Nullable Object written) {
        String text = text(written);
        if (text == null) {
            return null;
        }
        try {
            if (NUMBER.matcher(text).matches()) {
                return number(Long.parseLong(text));
            }
            if (DATE.matcher(text).matches()) {
                return new Day(LocalDate.parse(text));
            }
            Matcher yearly = YEARLY.matcher(text);
            if (yearly.matches()) {
                return new Yearly(MonthDay.parse("--" + yearly.group(1)));
            }
            String spelledOut = spelledOut(text);
            if (DATE.matcher(spelledOut).matches()) {
                return new Day(LocalDate.parse(spelledOut));
            }
            Matcher time = TIME.matcher(spelledOut);
            return time.matches() ? time(time) : null;
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    static @Nullable WrittenDate field(@Nullable Object written) {
        String text = text(written);
        WrittenDate read = of(written);
        if (text == null || read == null || read instanceof Day || read instanceof Yearly) {
            return read;
        }
        Matcher time = TIME.matcher(spelledOut(text));
        LocalDateTime said = read instanceof Local local
                ? local.time()
                : time.matches() ? local(time) : LocalDateTime.ofInstant(((Moment) read).instant(), ZoneOffset.UTC);
        return said.toLocalTime().equals(LocalTime.MIDNIGHT) ? new Day(said.toLocalDate()) : read;
    }

    /** {@code 20271102T100000Z}, as calendars write it, in the longer spelling; anything else as it is. */
    private static String spelledOut(String text) {
        Matcher basic = BASIC.matcher(text);
        if (!basic.matches()) {
            return text;
        }
        String date = basic.group(1) + "-" + basic.group(2) + "-" + basic.group(3);
        if (basic.group(4) == null) {
            return date;
        }
        String seconds = basic.group(6) == null ? "" : ":" + basic.group(6);
        return date + "T" + basic.group(4) + ":" + basic.group(5) + seconds + (basic.group(7) == null ? "" : "Z");
    }

    private static WrittenDate time(Matcher time) {
        LocalDateTime local = local(time);
        String offset = time.group(3);
        String zone = time.group(4);
        if (offset != null) {
            boolean utc = Character.isLetter(offset.charAt(0));
            return new Moment(OffsetDateTime.of(local, utc ? ZoneOffset.UTC : ZoneOffset.of(offset))
                    .toInstant());
        }
        return zone == null ? new Local(local) : new Moment(CalendarTime.at(local, ZoneId.of(zone)));
    }

    private static LocalDateTime local(Matcher time) {
        return LocalDate.parse(time.group(1))
                .atTime(LocalTime.parse(time.group(2).replace(',', '.')));
    }

    private static WrittenDate number(long number) {
        return new Moment(Math.abs(number) >= MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
    }

    /** Numbers in JSON may come as floating point; those without a fraction are whole. */
    private static @Nullable String text(@Nullable Object written) {
        if (written instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString(number.longValue()) : null;
        }
        if (!(written instanceof String) && !(written instanceof Number)) {
            return null;
        }
        String text = written.toString().strip();
        return text.isEmpty() || text.length() > LONGEST ? null : text;
    }
}
