package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.compile.Timing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a wait may ask of a lead at the moment at which the lead comes to it.
 *
 * @param facts of the lead's batch
 * @param zones of the batch
 */
record LeadMoment(
        Instant now,
        EnrollmentRow run,
        Contact contact,
        Map<String, Object> variables,
        BatchFacts facts,
        TeamZones zones)
        implements Timing.Moment {

    @Override
    public Instant enrolledAt() {
        return RunMemory.begun(variables, run.enrolledAt());
    }

    /** The contact's own zone, else the team's. */
    @Override
    public ZoneId zone() {
        ZoneId own = contact.timeZone();
        return own == null ? zones.of(contact.team()) : own;
    }

    @Override
    public double pace() {
        return RunMemory.pace(variables);
    }

    @Override
    public @Nullable Object newest(String eventType, String data) {
        EventRow event = facts.newest(run, eventType);
        return event == null ? null : event.data().get(data);
    }
}
