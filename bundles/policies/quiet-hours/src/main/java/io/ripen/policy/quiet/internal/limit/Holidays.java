package io.ripen.policy.quiet.internal.limit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The holidays of a country or state, computed once a year. Thread-safe. */
final class Holidays implements Predicate<LocalDate> {

    /** Which day is free as well when a holiday falls on a weekend. */
    enum Observed {
        /** None. */
        NO,
        /** The Monday after a Sunday. */
        MONDAY,
        /** The Friday before a Saturday and the Monday after a Sunday. */
        NEAREST,
        /** As nearest, and the Monday after a Saturday, where a state and its country differ. */
        BOTH
    }

    private final List<HolidayRule> rules;
    private final Observed observed;
    private final Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    Holidays(List<HolidayRule> rules, Observed observed) {
        this.rules = List.copyOf(rules);
        this.observed = observed;
    }

    @Override
    public boolean test(LocalDate date) {
        return years.computeIfAbsent(date.getYear(), this::compute).contains(date);
    }

    private Set<LocalDate> compute(int year) {
        Set<LocalDate> dates = new HashSet<>();
        // New Year's Day of the next year may be observed in this one.
        for (int each = year - 1; each <= year + 1; each++) {
            for (HolidayRule rule : rules) {
                rule.in(each).ifPresent(date -> {
                    dates.add(date);
                    if (date.getDayOfWeek() == DayOfWeek.SUNDAY && observed != Observed.NO) {
                        dates.add(date.plusDays(1));
                    }
                    if (date.getDayOfWeek() == DayOfWeek.SATURDAY
                            && (observed == Observed.NEAREST || observed == Observed.BOTH)) {
                        dates.add(date.minusDays(1));
                    }
                    if (date.getDayOfWeek() == DayOfWeek.SATURDAY && observed == Observed.BOTH) {
                        dates.add(date.plusDays(2));
                    }
                });
            }
        }
        return dates;
    }
}
