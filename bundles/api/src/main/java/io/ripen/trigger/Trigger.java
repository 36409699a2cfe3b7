package io.ripen.trigger;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.time.CalendarSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which events of its types enroll a lead. Thread-safe; asked often, so everything that can be prepared is
 * prepared in {@link #condition}.
 */
@ConsumerType
public interface Trigger {

    /** A prepared filter. Thread-safe. */
    @FunctionalInterface
    interface Condition {
        boolean matches(Event event, Contact contact);

        /** How many matching events there must be within {@link #window}, this one included; 1 for any event by itself. */
        default int count() {
            return 1;
        }

        /** The window in which {@link #count} looks back from the event; business time. */
        default Duration window() {
            return Duration.ZERO;
        }

        /** The same by the lead's calendar, where it is written in days: 5 days back is the same time of day. */
        default CalendarSpan lookBack() {
            return CalendarSpan.ofClock(window());
        }

        /**
         * What an event must have for {@link #matches} to be asked at all, or null when it is to be asked for every event of
         * its type. Sequences are looked up by it, so that five hundred of them cost an event no more than five.
         */
        default @Nullable EventKey key() {
            return null;
        }
    }

    /**
     * Names of the options that may stand in {@code from uri="sequence:…?on=…&amp;OPTION=…"}. A name that ends in {@code .*}
     * stands for any that begins so, such as {@code data.*} for {@code data.amount}.
     */
    Set<String> options();

    /** What a person can choose of this trigger, one for each event type; empty when it is not to be shown in forms. */
    default List<TriggerDescriptor> describe() {
        return List.of();
    }

    /**
     * Prepares the filter of one sequence.
     *
     * @param on the event type in {@code on=}
     * @param options the options as written, decoded
     * @throws IllegalArgumentException with a sentence that names the option and the cure; the file is refused with it
     */
    Condition condition(String on, Map<String, String> options);

    /**
     * The filter for a run that waits for such an event ({@code wait:for?on=…}), with the same options. Another one than for
     * enrolling only where the same event means something else to a lead who is in the middle of a sequence.
     *
     * @throws IllegalArgumentException as {@link #condition} does
     */
    default Condition awaited(String on, Map<String, String> options) {
        return condition(on, options);
    }
}
