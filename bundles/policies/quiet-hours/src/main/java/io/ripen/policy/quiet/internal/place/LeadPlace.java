package io.ripen.policy.quiet.internal.place;

import io.ripen.policy.SendingWindows.ZoneSource;
import java.time.ZoneId;
import java.util.List;

/**
 * Where a lead may be.
 *
 * @param zones all of them, at least one
 * @param source where the zones are known from
 * @param law country ({@code US}) or state ({@code US-FL}) whose law counts; {@link #NOWHERE} when only what holds everywhere does
 */
public record LeadPlace(List<ZoneId> zones, ZoneSource source, String law) {
    /** In no country that is known. */
    public static final String NOWHERE = "";

    /** Whether the zones are the lead's, and not those of the team for want of better. */
    public boolean isKnown() {
        return source != ZoneSource.TEAM;
    }

    public LeadPlace {
        zones = List.copyOf(zones);
    }

    /** The zones and where they are known from, such as "America/New_York (from the phone number)". */
    public String words() {
        List<String> names = zones.stream().map(ZoneId::getId).toList();
        String shown = names.size() <= 4
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " other zones";
        return shown
                + switch (source) {
                    case CONTACT -> " (the contact's own zone)";
                    case ADDRESS -> " (from the postal address)";
                    case PHONE -> " (from the phone number)";
                    case TEAM -> " (the team's zone, since the lead's is not known)";
                };
    }
}
