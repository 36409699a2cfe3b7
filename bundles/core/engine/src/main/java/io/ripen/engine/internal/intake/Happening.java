package io.ripen.engine.internal.intake;

import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.sequence.EnrollmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An event and whom of one team it concerns, and what it led to.
 *
 * @param index the event's place in the batch
 * @param enrolled filled while the event has its effect
 * @param stopped likewise
 */
record Happening(
        int index, Event event, List<Contact> contacts, List<EnrollmentId> enrolled, List<EnrollmentId> stopped) {

    Happening(int index, Event event, List<Contact> contacts) {
        this(index, event, contacts, new ArrayList<>(0), new ArrayList<>(0));
    }

    /** The types that it counts as: what a lead sends is a reply, whichever way it came. */
    List<String> types() {
        return switch (event.type()) {
            case EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED -> List.of(event.type(), EventTypes.REPLY);
            default -> List.of(event.type());
        };
    }

    /** The variables of a run that this event moves: what the lead wrote by text or mail is answered by the run. */
    static Map<String, Object> answering(Map<String, Object> variables, Event event) {
        boolean wrote = switch (event.type()) {
            case EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED -> true;
            case EventTypes.REPLY -> !"call".equals(event.data().get("channel"));
            default -> false;
        };
        return wrote ? RunMemory.answering(variables, event.at()) : variables;
    }

    /** What both led to together. */
    Happening with(Happening other) {
        Happening both = new Happening(index, event, contacts);
        both.enrolled.addAll(enrolled);
        both.enrolled.addAll(other.enrolled);
        both.stopped.addAll(stopped);
        both.stopped.addAll(other.stopped);
        return both;
    }
}
