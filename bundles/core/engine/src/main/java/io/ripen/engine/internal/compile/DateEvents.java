package io.ripen.engine.internal.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which events tell of the same date: what is booked may be rescheduled. */
public final class DateEvents {
    private static final String BOOKED = ".booked";
    private static final String RESCHEDULED = ".rescheduled";

    private DateEvents() {}

    /** These types, and for each {@code X.booked} also {@code X.rescheduled}. */
    public static List<String> with(Collection<String> types) {
        List<String> all = new ArrayList<>(types);
        for (String type : types) {
            if (type.endsWith(BOOKED)) {
                String rescheduled = type.substring(0, type.length() - BOOKED.length()) + RESCHEDULED;
                if (!all.contains(rescheduled)) {
                    all.add(rescheduled);
                }
            }
        }
        return List.copyOf(all);
    }
}
