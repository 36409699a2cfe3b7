package io.ripen.trigger.web.internal;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.time.CalendarSpan;
import io.ripen.trigger.TimeSpan;
import io.ripen.trigger.Trigger.Condition;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition that must hold so many times within so long: {@code count=3&within=5 days}. */
record Counted(Condition each, int count, CalendarSpan lookBack) implements Condition {
    private static final int MOST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    static Condition of(Condition each, Map<String, String> options) {
        String written = options.get("count");
        String within = options.get("within");
        if (written == null) {
            if (within != null) {
                throw new IllegalArgumentException(
                        "Option 'within' goes with 'count': write how often it must happen, such"
                                + " as count=3, or leave 'within' out.");
            }
            return each;
        }
        int count = number(written);
        if (count == 1 && within == null) {
            return each;
        }
        return new Counted(each, count, window(within));
    }

    private static int number(String written) {
        String text = written.strip();
        int count = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("Option 'count' is '" + written + "': write a whole number from 1 to "
                    + MOST + ", such as count=3.");
        }
        return count;
    }

    private static CalendarSpan window(@Nullable String within) {
        if (within == null) {
            throw new IllegalArgumentException(
                    "Option 'count' needs 'within': write in what time it must happen so often, such as within=5 days.");
        }
        CalendarSpan window = TimeSpan.onCalendar("within", within);
        if (window.isZero() || window.about().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("Option 'within' is '" + within
                    + "': write more than zero and at most 366 days, such as within=5 days.");
        }
        return window;
    }

    @Override
    public Duration window() {
        return lookBack.about();
    }

    @Override
    public boolean matches(Event event, Contact contact) {
        return each.matches(event, contact);
    }
}
