package io.ripen.engine.internal.compile;

import io.ripen.crm.Contact;
import io.ripen.event.EventTypes;
import io.ripen.time.CalendarSpan;
import io.ripen.time.CalendarTime;
import io.ripen.time.WrittenDate;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a wait is over.
 *
 * @param base what the amount counts from
 * @param amount may be negative for {@link Base#FIELD} and {@link Base#EVENT}
 * @param source where the date stands, for these two
 * @param at time of day, or null
 * @param days allowed weekdays; empty for all
 * @param past what is done when the moment has passed before the lead comes to the wait; for a date only
 * @param missing what is done when there is no date
 */
public record Timing(
        Base base,
        CalendarSpan amount,
        Source source,
        @Nullable LocalTime at,
        Set<DayOfWeek> days,
        Otherwise past,
        Otherwise missing) {

    /** What a wait counts from. */
    public enum Base {
        /** The moment at which the lead comes to it. */
        NOW,
        ENROLLMENT,
        FIELD,
        EVENT
    }

    /** What is done where nothing can be waited for. */
    public enum Otherwise {
        /** The lead goes on at once, and what follows is sent. */
        GO_ON,
        /** The lead goes on at once, and the messages up to the next wait are left out. */
        LEAVE_OUT,
        /** The run ends. */
        EXIT
    }

    /**
     * Where a date stands.
     *
     * @param names the custom field; or the types of event, of which the newest counts
     * @param data which of the event's data is the date
     */
    public record Source(List<String> names, String data) {
        static final Source NONE = new Source(List.of(), "");
    }

    /** When a wait is over, or what is done instead. */
    public sealed interface Due {
        /** Not before now. */
        record At(Instant moment) implements Due {}

        /** The moment has passed. */
        record Past(Instant moment, Otherwise rule) implements Due {}

        /** There is no date, or nobody can read it. */
        record Missing(Otherwise rule) implements Due {}
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

        /** The value that the newest event of these types had under this name, or null. */
        @Nullable Object newest(List<String> eventTypes, String data);
    }

    /** A moment that passed no longer ago than this counts as now. */
    public static final Duration JUST_NOW = Duration.ofMinutes(5);

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** A wait that counts from the moment at which the lead comes to it. */
    public static Timing after(CalendarSpan amount, @Nullable LocalTime at, Set<DayOfWeek> days) {
        return new Timing(Base.NOW, amount, Source.NONE, at, days, Otherwise.GO_ON, Otherwise.GO_ON);
    }

    /** A wait as text says it: so long from now. */
    public static Timing after(CalendarSpan amount) {
        return after(amount, null, Set.of());
    }

    /** A wait that counts from the enrollment; at once when that has passed. */
    public static Timing afterEnrollment(CalendarSpan amount, @Nullable LocalTime at, Set<DayOfWeek> days) {
        return new Timing(Base.ENROLLMENT, amount, Source.NONE, at, days, Otherwise.GO_ON, Otherwise.GO_ON);
    }

    /** Whether it needs to know nothing of the lead but the run itself and the lead's zone. */
    public boolean isPlain() {
        return base == Base.NOW || base == Base.ENROLLMENT;
    }

    /** Of a plain timing. Never before now. */
    public Instant due(Instant now, Instant enrolledAt, double pace, ZoneId zone) {
        Instant from = base == Base.ENROLLMENT ? enrolledAt : now;
        Instant due = CalendarTime.after(from, amount.scaled(pace), at, days, zone);
        return due.isBefore(now) ? CalendarTime.next(now, at, days, zone) : due;
    }

    /** When the wait is over, or what is done instead. */
    public Due due(Moment moment) {
        Instant now = moment.now();
        if (isPlain()) {
            return new Due.At(due(now, moment.enrolledAt(), moment.pace(), moment.zone()));
        }
        Instant due = byDate(moment);
        if (due == null) {
            return new Due.Missing(missing);
        }
        if (!due.isBefore(now)) {
            return new Due.At(due);
        }
        if (past == Otherwise.GO_ON) {
            return new Due.At(CalendarTime.next(now, at, days, moment.zone()));
        }
        return due.isBefore(now.minus(JUST_NOW)) ? new Due.Past(due, past) : new Due.At(now);
    }

    /** The events that may put another date in the place of the one that it goes by. */
    public List<Awaited> movedBy() {
        return switch (base) {
            case NOW, ENROLLMENT -> List.of();
            case FIELD ->
                List.of(Awaited.moving(
                        EventTypes.FIELD_CHANGED,
                        Map.of("field", "fields." + source.names().get(0))));
            case EVENT ->
                source.names().stream()
                        .map(type -> Awaited.moving(type, Map.of()))
                        .toList();
        };
    }

    /** Null when there is no date. */
    private @Nullable Instant byDate(Moment moment) {
        ZoneId zone = moment.zone();
        WrittenDate date = base == Base.FIELD
                ? WrittenDate.ofField(
                        moment.contact().fields().get(source.names().get(0)))
                : WrittenDate.ofMoment(moment.newest(source.names(), source.data()));
        if (date instanceof WrittenDate.Day day) {
            return day(day.date(), zone);
        }
        if (date instanceof WrittenDate.Local local) {
            return CalendarTime.from(CalendarTime.at(local.time(), zone), amount, at, days, zone);
        }
        return date instanceof WrittenDate.Moment written
                ? CalendarTime.from(written.instant(), amount, at, days, zone)
                : null;
    }

    /** A date without a time means the beginning of the working day, or {@code at}. */
    private Instant day(LocalDate date, ZoneId zone) {
        return CalendarTime.from(date, amount, at == null ? MORNING : at, days, zone);
    }
}
