package io.ripen.engine.internal.enroll;

import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.place.LeadZones;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which zone's calendar counts for a lead: what is installed knows, and else the contact's own zone counts, else the team's.
 * Thread-safe.
 */
public final class Zones {
    private final Stores stores;
    private volatile @Nullable LeadZones installed;

    public Zones(Stores stores) {
        this.stores = stores;
    }

    /** From now on it knows. */
    public void use(LeadZones service) {
        installed = service;
    }

    /** It is gone; nothing happens when another one has come meanwhile. */
    public void drop(LeadZones service) {
        if (installed == service) {
            installed = null;
        }
    }

    /** For one transaction; belongs to it. */
    public Within within(UnitOfWork work) {
        return new Within(work);
    }

    /** Reads the teams once, when the first lead without a zone of its own asks. */
    public final class Within {
        private final UnitOfWork work;
        private @Nullable Map<TeamId, Team> teams;

        private Within(UnitOfWork work) {
            this.work = work;
        }

        public ZoneId of(Contact contact) {
            ZoneId own = contact.timeZone();
            return own != null
                    ? own
                    : LeadZones.of(
                            installed,
                            team(contact.team()),
                            contact,
                            stores.clock().instant());
        }

        private @Nullable Team team(TeamId id) {
            if (teams == null) {
                Map<TeamId, Team> loaded = new HashMap<>();
                stores.teams().all(work).forEach(each -> loaded.put(each.id(), each));
                teams = loaded;
            }
            return Objects.requireNonNull(teams).get(id);
        }
    }
}
