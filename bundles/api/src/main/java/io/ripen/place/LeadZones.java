package io.ripen.place;

import io.ripen.crm.Contact;
import io.ripen.team.Team;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * In which time zone a lead is; the one place that says so, for waits, windows, schedules, absences and calls. An OSGi service
 * of the policy of quiet hours. Where it is not there the contact's own zone counts, else the team's. Thread-safe; answers from
 * memory.
 */
@ProviderType
public interface LeadZones {

    /** All zones that the lead may be in, at least one: what must hold for a lead must hold in each. */
    List<ZoneId> all(Team team, Contact contact);

    /**
     * The one zone whose calendar and clock count for this lead. Of several the team's, if it is among them; else the one that
     * is furthest behind, so that 10:00 has come wherever the lead is.
     *
     * @param at business time
     */
    default ZoneId one(Team team, Contact contact, Instant at) {
        ZoneId own = contact.timeZone();
        return own != null ? own : one(team, all(team, contact), at);
    }

    /**
     * The zone of a lead whether or not anything is installed to know it: the contact's own, else what this knows, else the team's.
     *
     * @param knows null when nothing is installed
     * @param team null when the contact's team is not there; UTC counts then
     */
    static ZoneId of(@Nullable LeadZones knows, @Nullable Team team, Contact contact, Instant at) {
        ZoneId own = contact.timeZone();
        if (own != null) {
            return own;
        }
        if (team == null) {
            return ZoneOffset.UTC;
        }
        return knows == null ? team.zone() : knows.one(team, contact, at);
    }

    /** The one of these, as {@link #one(Team, Contact, Instant)} chooses it. */
    static ZoneId one(Team team, List<ZoneId> zones, Instant at) {
        if (zones.isEmpty() || zones.contains(team.zone())) {
            return team.zone();
        }
        ZoneId behind = zones.get(0);
        for (ZoneId zone : zones) {
            if (zone.getRules().getStandardOffset(at).getTotalSeconds()
                    < behind.getRules().getStandardOffset(at).getTotalSeconds()) {
                behind = zone;
            }
        }
        return behind;
    }
}
