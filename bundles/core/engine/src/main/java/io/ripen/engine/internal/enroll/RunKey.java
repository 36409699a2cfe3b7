package io.ripen.engine.internal.enroll;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.text.ValueText;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tells several runs of one lead apart: the value that an event has under the name in {@code key=}, such as an
 * appointment's id. An event that names a value is about the run with this key only; one that names none, such as a reply, is
 * about all of them. A run without a key is concerned by everything.
 */
public final class RunKey {
    private static final int LONGEST = 200;
    /** What a person does is about everything that runs for them, whichever message they answered. */
    public static final Set<String> OF_THE_PERSON = Set.of(
            EventTypes.REPLY,
            EventTypes.SMS_RECEIVED,
            EventTypes.EMAIL_RECEIVED,
            EventTypes.OPT_OUT,
            "opt-in",
            EventTypes.EMAIL_AUTO_REPLY);

    private RunKey() {}

    /**
     * The key of a run that an event begins: the value that the event, or else the contact, has under this name.
     *
     * @param name as in {@code key=}; the empty string for none
     */
    public static String of(String name, Event event, Contact contact) {
        if (name.isEmpty()) {
            return "";
        }
        String named = named(name, event.data());
        String key = named == null ? named(name, contact.fields()) : named;
        return key == null ? "" : key;
    }

    /** The value under this name, or under this path such as {@code order.id}; null when there is none. */
    public static @Nullable String named(String name, Map<String, ?> data) {
        Object value = data.get(name);
        if (value == null && name.indexOf('.') > 0) {
            value = data;
            for (String part : name.split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(part) : null;
            }
        }
        String text = value == null ? null : text(value);
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * Whether an event of the lead is about this run.
     *
     * @param name as in {@code key=} of the run's sequence; the empty string for none
     */
    public static boolean isAbout(EnrollmentRow run, String name, String type, Map<String, ?> data) {
        if (run.key().isEmpty() || OF_THE_PERSON.contains(type)) {
            return true;
        }
        // A click in a message of another run of this sequence.
        Object enrollment = data.get("enrollment");
        if (enrollment != null && run.sequence().equals(data.get("sequence"))) {
            return enrollment.toString().equals(Long.toString(run.id()));
        }
        String named = name.isEmpty() ? null : named(name, data);
        return named == null || named.equals(run.key());
    }

    /** As people write it, so 17.0 is 17. */
    private static String text(Object value) {
        String text = ValueText.of(value).strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
