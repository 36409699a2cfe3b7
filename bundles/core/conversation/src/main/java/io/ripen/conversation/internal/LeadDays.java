package io.ripen.conversation.internal;

import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.place.LeadZones;
import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** By whose calendar a lead's days go. */
final class LeadDays {
    private LeadDays() {}

    /** @param knows what is installed to know it; without it the lead's own zone counts, else the team's */
    static ZoneId zone(UnitOfWork work, Stores stores, @Nullable LeadZones knows, Contact contact) {
        ZoneId own = contact.timeZone();
        if (own != null) {
            return own;
        }
        Team team = stores.teams().all(work).stream()
                .filter(each -> each.id().equals(contact.team()))
                .findFirst()
                .orElse(null);
        return LeadZones.of(knows, team, contact, stores.clock().instant());
    }
}
