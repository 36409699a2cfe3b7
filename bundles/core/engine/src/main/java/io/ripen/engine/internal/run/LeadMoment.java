package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.compile.Timing;
import io.ripen.engine.internal.enroll.Zones;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a wait may ask of a lead at the moment at which the lead comes to it.
 *
 * @param facts of the lead's batch
 * @param key name of what tells several runs of one lead apart; the empty string for nothing
 * @param zones of the batch
 */
record LeadMoment(
        Instant now,
        EnrollmentRow run,
        Contact contact,
        Map<String, Object> variables,
        BatchFacts facts,
        String key,
        Zones.Within zones)
        implements Timing.Moment {

    @Override
    public Instant enrolledAt() {
        return RunMemory.begun(variables, run.enrolledAt());
    }

    @Override
    public ZoneId zone() {
        return zones.of(contact);
    }

    @Override
    public double pace() {
        return RunMemory.pace(variables);
    }

    @Override
    public @Nullable Object newest(List<String> eventTypes, String data) {
        EventRow event = facts.newest(run, key, eventTypes);
        return event == null ? null : event.data().get(data);
    }
}
