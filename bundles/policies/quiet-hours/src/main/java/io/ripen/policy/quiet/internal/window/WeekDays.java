package io.ripen.policy.quiet.internal.window;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Days of the week as people write them: {@code MON-FRI}, {@code SAT, SUN}. */
public final class WeekDays {
    private WeekDays() {}

    /** @throws IllegalArgumentException with what is wrong and the cure */
    public static Set<DayOfWeek> of(String written) {
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : written.split(",", -1)) {
            int dash = part.indexOf('-');
            if (dash < 0) {
                days.add(day(part));
                continue;
            }
            DayOfWeek day = day(part.substring(0, dash));
            DayOfWeek last = day(part.substring(dash + 1));
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String written) {
        String name = written.strip().toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name.equals(shortName(day)) || name.equals(day.name())) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "'" + written.strip() + "' is no day of the week: use MON, TUE, WED, THU, FRI, SAT, SUN, or MON-FRI");
    }

    public static String shortName(DayOfWeek day) {
        return day.name().substring(0, 3);
    }

    /** Such as {@code Mon-Fri}. */
    public static String words(Collection<DayOfWeek> days) {
        List<String> parts = new ArrayList<>();
        DayOfWeek[] week = DayOfWeek.values();
        for (int i = 0; i < week.length; i++) {
            if (!days.contains(week[i])) {
                continue;
            }
            int last = i;
            while (last + 1 < week.length && days.contains(week[last + 1])) {
                last++;
            }
            parts.add(last == i ? word(week[i]) : word(week[i]) + (last == i + 1 ? ", " : "-") + word(week[last]));
            i = last;
        }
        return String.join(", ", parts);
    }

    public static String word(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
    }
}
