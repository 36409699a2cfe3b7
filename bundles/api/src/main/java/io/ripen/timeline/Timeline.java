package io.ripen.timeline;

import io.ripen.crm.ContactId;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Everything that happened to a lead, and why. An OSGi service; thread-safe. */
@ProviderType
public interface Timeline {
    /** Oldest first. {@code limit}: 1 to 1,000; the newest that many. */
    List<TimelineEntry> of(ContactId contact, int limit);
}
