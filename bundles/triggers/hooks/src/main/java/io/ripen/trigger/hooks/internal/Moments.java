package io.ripen.trigger.hooks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as senders write them: ISO 8601 with or without an offset, the same with a blank, the form of HTTP and mail, and
 * seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by how many there are.
 */
final class Moments {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' '][XXX][XX][X]['UTC']['GMT']")
            .toFormatter(Locale.ROOT);

    private Moments() {}

    /**
     * The moment; null when it is none between 1970 and 2999.
     *
     * @param zone of a time that has no offset
     */
    static @Nullable Instant of(JsonNode value, ZoneId zone) {
        String text = value.asText().strip();
        try {
            Instant at = text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+]?[0-9]{1,2})?")
                    ? number(new BigDecimal(text))
                    : text(text, zone);
            return at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("2999-12-31T00:00:00Z")) ? null : at;
        } catch (DateTimeException | ArithmeticException none) {
            return null;
        }
    }

    private static Instant number(BigDecimal number) {
        int digits = number.precision() - number.scale();
        BigDecimal nanos = number.scaleByPowerOfTen(digits <= 11 ? 9 : digits <= 14 ? 6 : digits <= 17 ? 3 : 0);
        BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Instant.ofEpochSecond(seconds[0].longValueExact(), seconds[1].longValue());
    }

    private static Instant text(String text, ZoneId zone) {
        if (!Character.isDigit(text.isEmpty() ? 'x' : text.charAt(0))) {
            return OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        }
        TemporalAccessor read = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        if (read instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        boolean utc = text.endsWith("UTC") || text.endsWith("GMT");
        return ((LocalDateTime) read).atZone(utc ? ZoneId.of("UTC") : zone).toInstant();
    }
}
