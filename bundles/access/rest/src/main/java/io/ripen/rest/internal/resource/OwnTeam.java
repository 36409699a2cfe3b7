package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.team.TeamId;

/** The team that is meant when a call names none. */
final class OwnTeam {
    private OwnTeam() {}

    /** The only team of who calls; {@code default} when they have several, or all. */
    static TeamId of(Actor by) {
        return !by.admin() && by.roles().size() == 1
                ? by.roles().keySet().iterator().next()
                : TeamId.DEFAULT;
    }
}
