package io.ripen.event;

import io.ripen.crm.ContactId;
import io.ripen.sequence.EnrollmentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event did.
 *
 * @param duplicate true when this id had been received before; then it did nothing now
 * @param contacts the contacts that it was matched to; empty when nobody has that address (the event is kept all the same)
 * @param enrolled enrollments that it began
 * @param stopped enrollments that it stopped
 * @param waitsUntil until when it waits for somebody who has its address, when nobody has; null otherwise
 */
public record Receipt(
        String eventId,
        boolean duplicate,
        List<ContactId> contacts,
        List<EnrollmentId> enrolled,
        List<EnrollmentId> stopped,
        @Nullable Instant waitsUntil) {

    public Receipt(
            String eventId,
            boolean duplicate,
            List<ContactId> contacts,
            List<EnrollmentId> enrolled,
            List<EnrollmentId> stopped) {
        this(eventId, duplicate, contacts, enrolled, stopped, null);
    }
}
