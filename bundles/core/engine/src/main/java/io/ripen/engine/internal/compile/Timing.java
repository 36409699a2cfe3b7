package io.ripen.engine.internal.compile;

import io.ripen.crm.Contact;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a wait is over. A moment is found from the base and the amount, and is then moved on to the next allowed time of day
 * and weekday in the lead's zone, never back.
 *
 * @param base what the amount counts from
 * @param amount may be negative for {@link Base#FIELD} and {@link Base#EVENT}
 * @param name name of the custom field, or type of the event
 * @param data which of the event's data is the date
 * @param at time of day, or null
 * @param days allowed weekdays; empty for all
 * @param exitWhenMissing whether a lead without the date leaves the sequence; otherwise it goes on at once
 */
public record Timing(
        Base base,
        Duration amount,
        String name,
        String data,
        @Nullable LocalTime at,
        Set<DayOfWeek> days,
        boolean exitWhenMissing) {

    /** What a wait counts from. */
    public enum Base {
        /** The moment at which the lead comes to it. */
        NOW,
        ENROLLMENT,
        FIELD,
        EVENT
    }

    /** What a wait may ask of a lead. Answers from memory or by one question for the whole batch. */
    public interface Moment {
        Instant now();

        Instant enrolledAt();

        Contact contact();

        /** The lead's zone. */
        ZoneId zone();

        /** What later waits are multiplied by; 1 unless the run's path says otherwise. */
        double pace();

        /** The newest value that an event of this type had under this name, or null. */
        @Nullable Object newest(String eventType, String data);
    }

    /** A wait as text says it: so long from now. */
    public static Timing after(Duration amount) {
        return new Timing(Base.NOW, amount, "", "", null, Set.of(), false);
    }

    /** Whether it needs to know nothing of the lead but the run itself. */
    public boolean isPlain() {
        return (base == Base.NOW || base == Base.ENROLLMENT) && at == null && days.isEmpty();
    }

    /** Of a plain timing. */
    public Instant due(Instant now, Instant enrolledAt, double pace) {
        Instant from = base == Base.ENROLLMENT ? enrolledAt : now;
        Instant due = from.plus(scaled(amount, pace));
        return due.isBefore(now) ? now : due;
    }

    /** When the wait is over; empty when the date that it goes by is missing. Never before now. */
    public Optional<Instant> due(Moment moment) {
        Instant now = moment.now();
        Instant due;
        switch (base) {
            case NOW, ENROLLMENT -> due = due(now, moment.enrolledAt(), moment.pace());
            default -> {
                Object date = base == Base.FIELD ? moment.contact().fields().get(name) : moment.newest(name, data);
                Optional<Instant> at = instant(date, moment.zone());
                if (at.isEmpty()) {
                    return Optional.empty();
                }
                due = at.get().plus(amount);
            }
        }
        return Optional.of(aligned(due.isBefore(now) ? now : due, moment.zone()));
    }

    /** The first moment from here on that has the right time of day and weekday; a time in a DST gap is moved by the gap. */
    private Instant aligned(Instant from, ZoneId zone) {
        if (at == null && days.isEmpty()) {
            return from;
        }
        ZonedDateTime local = from.atZone(zone);
        for (int day = 0; day <= 8; day++) {
            LocalDate date = local.toLocalDate().plusDays(day);
            if (!days.isEmpty() && !days.contains(date.getDayOfWeek())) {
                continue;
            }
            Instant candidate;
            if (at != null) {
                candidate = ZonedDateTime.of(date, at, zone).toInstant();
            } else {
                candidate = day == 0 ? from : date.atStartOfDay(zone).toInstant();
            }
            if (!candidate.isBefore(from)) {
                return candidate;
            }
        }
        return from;
    }

    /** A date without a time means the beginning of the working day, or {@code at}. */
    private Optional<Instant> instant(@Nullable Object value, ZoneId zone) {
        if (value == null) {
            return Optional.empty();
        }
        String text = value.toString().strip();
        try {
            if (text.length() == 10) {
                LocalTime time = at == null ? LocalTime.of(9, 0) : at;
                return Optional.of(
                        LocalDate.parse(text).atTime(time).atZone(zone).toInstant());
            }
            if (text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d")) {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            }
            return Optional.of(
                    LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** {@code amount} times {@code pace}. */
    public static Duration scaled(Duration amount, double pace) {
        return pace == 1 ? amount : Duration.ofMillis(Math.round(amount.toMillis() * pace));
    }
}
