package io.ripen.contacts.internal;

import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventTypes;
import io.ripen.policy.Inquiries;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps when leads wrote, called, or sent a form; automatic answers are none of these. Thread-safe. */
@Component(service = {Inquiries.class, EventRule.class})
public final class LeadInquiries implements Inquiries, EventRule {
    private static final Set<String> TYPES =
            Set.of(EventTypes.REPLY, EventTypes.EMAIL_RECEIVED, EventTypes.FORM_SUBMITTED, "call.missed");

    private final Stores stores;

    @Activate
    public LeadInquiries(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public Map<ContactId, Instant> newest(UnitOfWork work, Collection<ContactId> contacts) {
        return stores.inquiries().newest(work, contacts);
    }

    @Override
    public Place place() {
        return Place.INQUIRY;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        Map<ContactId, Instant> newest = new HashMap<>();
        Instant now = stores.clock().instant();
        for (Occurrence each : occurrences) {
            Instant at = each.event().at();
            // A sender's clock that goes wrong must not open the night for ever.
            newest.merge(
                    each.contact().id(), at.isAfter(now) ? now : at, (one, other) -> one.isAfter(other) ? one : other);
        }
        stores.inquiries().keep(work, newest);
        return List.of();
    }
}
