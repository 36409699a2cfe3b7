package io.ripen.trigger.schedule.internal;

import io.ripen.time.CalendarTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Times of the clock on the wall, which each zone reaches at another instant. Thread-safe. */
interface LocalTimes {

    /** The first time after this one; null when there is none any more. */
    @Nullable LocalDateTime after(LocalDateTime local);

    /**
     * The first instant after another at which a zone's clock shows one of the times. A time that the spring leaves out is
     * reached as much later as the clock jumps; one that comes twice in autumn counts the first time.
     */
    default @Nullable Instant after(Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        // From before a jump of the clock, so that what the jump moved is not passed over.
        LocalDateTime candidate = after(local.minusHours(3));
        while (candidate != null && !CalendarTime.at(candidate, zone).isAfter(instant)) {
            candidate = after(candidate);
        }
        return candidate == null ? null : CalendarTime.at(candidate, zone);
    }

    /** Once a day. */
    static LocalTimes daily(LocalTime at) {
        return local -> {
            LocalDate day = local.toLocalDate();
            LocalDateTime today = day.atTime(at);
            return today.isAfter(local) ? today : day.plusDays(1).atTime(at);
        };
    }
}
