package io.ripen.policy.quiet.internal.window;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The hours of a week at which something is open, in local time. Immutable.
 *
 * @param days ranges in order for each day; a day that is not named is closed
 * @param closed dates that are closed all the same, such as holidays; compared by identity
 */
public record WeekHours(Map<DayOfWeek, List<TimeRange>> days, Predicate<LocalDate> closed) {
    private static final Predicate<LocalDate> NEVER = date -> false;

    public static final WeekHours ALWAYS = every(Set.of(DayOfWeek.values()), List.of(TimeRange.ALL_DAY));

    public WeekHours {
        Map<DayOfWeek, List<TimeRange>> copy = new EnumMap<>(DayOfWeek.class);
        copy.putAll(days);
        days = Map.copyOf(copy);
    }

    /** The same ranges on each of these days. */
    public static WeekHours every(Collection<DayOfWeek> days, List<TimeRange> ranges) {
        Map<DayOfWeek, List<TimeRange>> all = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> all.put(day, ranges));
        return new WeekHours(all, NEVER);
    }

    /** Ranges in order for each day. */
    public static WeekHours of(Map<DayOfWeek, List<TimeRange>> days) {
        return new WeekHours(days, NEVER);
    }

    /**
     * Reads days and hours, each as an admin writes them.
     *
     * @throws IllegalArgumentException with what is wrong and the cure
     */
    public static WeekHours of(String days, String hours) {
        return every(WeekDays.of(days), TimeRange.list(hours));
    }

    public WeekHours closedOn(Predicate<LocalDate> holidays) {
        return new WeekHours(days, holidays);
    }

    public boolean isAlways() {
        return equals(ALWAYS);
    }

    List<TimeRange> on(LocalDate date) {
        List<TimeRange> ranges = days.getOrDefault(date.getDayOfWeek(), List.of());
        return ranges.isEmpty() || !closed.test(date) ? ranges : List.of();
    }

    /** Such as {@code Mon-Fri 10:00-17:00}. */
    public String words() {
        if (isAlways()) {
            return "at any time";
        }
        Map<List<TimeRange>, Set<DayOfWeek>> together = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<TimeRange> ranges = days.getOrDefault(day, List.of());
            if (!ranges.isEmpty()) {
                together.computeIfAbsent(ranges, r -> new TreeSet<>()).add(day);
            }
        }
        List<String> parts = new ArrayList<>();
        together.forEach((ranges, on) -> parts.add(WeekDays.words(on) + " "
                + String.join(" and ", ranges.stream().map(TimeRange::toString).toList())));
        return (parts.isEmpty() ? "never" : String.join("; ", parts)) + (closed == NEVER ? "" : ", not on holidays");
    }
}
