package io.ripen.team;

import java.time.ZoneId;
import java.util.Map;

/**
 * A team and what its messages need to know of it.
 *
 * @param id the team's id
 * @param name its name as people see it; also the {@code {{team.name}}} of a template
 * @param zone the zone that counts when a lead's own is unknown
 * @param region two-letter country (ISO 3166-1) that a national phone number is read in
 * @param settings further settings by name, plain JSON values; never null
 */
public record Team(TeamId id, String name, ZoneId zone, String region, Map<String, Object> settings) {
    public Team {
        settings = Map.copyOf(settings);
    }

    /** The name that the schema gives the first team: no lead knows a business called so. */
    public static final String UNNAMED = "Default";

    private static final String BUSINESS_NAME = "businessName";

    /** What leads know the business as: the setting {@code businessName}, else the team's name. */
    public String businessName() {
        return settings.get(BUSINESS_NAME) instanceof String own && !own.isBlank() ? own.strip() : name;
    }

    /** Whether somebody has said what the business is called. */
    public boolean hasBusinessName() {
        String known = businessName();
        return !known.isBlank() && !known.strip().equalsIgnoreCase(UNNAMED);
    }
}
