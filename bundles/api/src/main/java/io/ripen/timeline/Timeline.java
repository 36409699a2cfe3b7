package io.ripen.timeline;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Everything that happened to a lead, and why. An OSGi service; thread-safe. */
@ProviderType
public interface Timeline {
    /**
     * Oldest first; empty when there is no such contact for who asks.
     *
     * @param limit 1 to 1,000; the newest that many
     */
    Optional<List<TimelineEntry>> of(Actor by, ContactId contact, int limit);
}
