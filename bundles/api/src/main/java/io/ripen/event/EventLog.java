package io.ripen.event;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.sequence.EnrollmentId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What came in and what it did, for people who look for a lead or mend a webhook. An OSGi service; thread-safe. */
@ProviderType
public interface EventLog {

    /** What became of an event. */
    enum State {
        /** It concerned a contact and had its effect. */
        COUNTED,
        /** Nobody has its address yet; it has its effect when somebody comes who has. */
        WAITING,
        /** Nobody came who has its address within the time that such events are kept. */
        EXPIRED
    }

    /**
     * A place in the list: right behind the entry that came in then and has this key.
     *
     * @param key as an entry gave it
     */
    record Place(Instant receivedAt, String key) {}

    /**
     * Which part of the list, the newest first.
     *
     * @param hook only what came by the hook of this name; null for all
     * @param after only what comes behind this place; null for the newest
     * @param limit 1 to 1,000
     */
    record Query(
            TeamId team, @Nullable String hook, @Nullable Place after, int limit) {}

    /**
     * An event, and one contact that it concerned.
     *
     * @param id as its sender gave it
     * @param hook the hook that it came by, or null
     * @param contact null when nobody has its address
     * @param at when it happened, as its sender says
     * @param receivedAt when it came in; of one that waited for somebody, when they came
     * @param enrolled enrollments that it began for the contact
     * @param stopped enrollments that it ended
     * @param place its place in the list
     */
    record Entry(
            String id,
            String type,
            TeamId team,
            @Nullable String hook,
            @Nullable ContactId contact,
            Instant at,
            Instant receivedAt,
            EventSource source,
            Map<String, Object> data,
            State state,
            List<EnrollmentId> enrolled,
            List<EnrollmentId> stopped,
            Place place) {}

    /** One page, the newest first; empty when who asks may not read the team. */
    List<Entry> list(Actor by, Query query);
}
