package io.ripen.delivery.internal.render;

import io.ripen.team.Team;

/** What a team's settings say about its messages. */
public final class TeamWords {
    /** A team's setting: the postal address at the foot of e-mails. */
    public static final String POSTAL_ADDRESS = "postalAddress";
    /** A team's setting: what is put at the end of texts that do not say how to opt out; {@code ""} or {@code false} for nothing. */
    public static final String OPT_OUT_LINE = "optOutLine";
    /** A team's setting: the words before the address to unsubscribe with; {@code ""} or {@code false} for nothing. */
    public static final String UNSUBSCRIBE_LINE = "unsubscribeLine";

    private TeamWords() {}

    public static String postalAddress(Team team) {
        return text(team, POSTAL_ADDRESS, "");
    }

    /** The setting, or {@code standard} when the team has none; {@code true} means the standard as well. */
    public static String text(Team team, String setting, String standard) {
        Object value = team.settings().get(setting);
        if (value == null || Boolean.TRUE.equals(value)) {
            return standard;
        }
        return value instanceof String text ? text.strip() : "";
    }
}
