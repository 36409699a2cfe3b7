package io.ripen.event;

import io.ripen.crm.ContactId;
import io.ripen.sequence.EnrollmentId;
import java.util.List;

/**
 * What an event did.
 *
 * @param duplicate true when this id had been received before; then it did nothing now
 * @param contacts the contacts that it was matched to; empty when nobody has that address (the event is kept all the same)
 * @param enrolled enrollments that it began
 * @param stopped enrollments that it stopped
 */
public record Receipt(
        String eventId,
        boolean duplicate,
        List<ContactId> contacts,
        List<EnrollmentId> enrolled,
        List<EnrollmentId> stopped) {}
