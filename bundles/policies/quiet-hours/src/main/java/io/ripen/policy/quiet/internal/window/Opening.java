package io.ripen.policy.quiet.internal.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Hours of the week in one time zone. Local times that the clocks skip never come, and those that they show twice come twice.
 *
 * @param whose in words, such as "the team's window"
 */
public record Opening(ZoneId zone, WeekHours hours, String whose) {
    private static final int DAY = 24 * 60 * 60;

    boolean isOpen(long second) {
        LocalDateTime local = local(second);
        int time = local.toLocalTime().toSecondOfDay();
        for (TimeRange range : hours.on(local.toLocalDate())) {
            if (range.contains(time)) {
                return true;
            }
        }
        return false;
    }

    /** The next moment at which it may be otherwise, in seconds; never more than a day later. */
    long nextChange(long second) {
        ZoneRules rules = zone.getRules();
        LocalDateTime local = local(second);
        int time = local.toLocalTime().toSecondOfDay();
        long next = second + boundary(local.toLocalDate(), time) - time;
        ZoneOffsetTransition clocks = rules.nextTransition(Instant.ofEpochSecond(second));
        return clocks != null && clocks.toEpochSecond() < next ? clocks.toEpochSecond() : next;
    }

    private int boundary(LocalDate date, int time) {
        List<TimeRange> ranges = hours.on(date);
        for (TimeRange range : ranges) {
            if (range.from() * 60 > time) {
                return range.from() * 60;
            }
            if (range.to() * 60 > time) {
                return range.to() * 60;
            }
        }
        return DAY;
    }

    LocalDateTime local(long second) {
        ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(second));
        return LocalDateTime.ofEpochSecond(second, 0, offset);
    }
}
