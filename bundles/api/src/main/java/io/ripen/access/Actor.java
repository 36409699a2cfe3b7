package io.ripen.access;

import io.ripen.team.TeamId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a person, a program with a token, or a part of Ripen such as a sequence or a schedule. Records of what was done show
 * the {@link #name}.
 *
 * <p>Made anew for each request, so a role that is taken away is gone at the next one. Immutable, so safe for threads.
 *
 * @param account whose it is; null for the administrator of the installation and for {@link Kind#PART}s
 * @param name as people read it, such as {@code Ann Alder} or {@code token 'import' of Ann Alder}
 * @param admin whether every team is open to it, and what belongs to no team
 * @param roles what it may do, by team; without meaning for an admin
 */
public record Actor(Kind kind, @Nullable AccountId account, String name, boolean admin, Map<TeamId, Role> roles) {

    /** What kind of actor it is. */
    public enum Kind {
        PERSON,
        TOKEN,
        /** A part of Ripen. */
        PART
    }

    public Actor {
        roles = Map.copyOf(roles);
    }

    /** A part of Ripen that may do everything: {@code Actor.part("sequence welcome")}. */
    public static Actor part(String name) {
        return new Actor(Kind.PART, null, name, true, Map.of());
    }

    /** Whether it may do what needs this role in this team. */
    public boolean may(Role needed, TeamId team) {
        Role own = roles.get(team);
        return admin || own != null && own.includes(needed);
    }

    /** Whether there is a team in which it may do what needs this role. */
    public boolean may(Role needed) {
        return admin || roles.values().stream().anyMatch(own -> own.includes(needed));
    }

    /** Whether it may read what belongs to this team. What it may not read is not there for it. */
    public boolean sees(TeamId team) {
        return may(Role.VIEWER, team);
    }

    /**
     * Refuses what it may read and not change.
     *
     * @throws RefusedException when it has not this role in the team
     */
    public void require(Role needed, TeamId team) {
        if (!may(needed, team)) {
            throw new RefusedException(name + " is no " + needed.word() + " in team '" + team
                    + "', and this needs one. Nothing was done.");
        }
    }

    /** The teams in which it may do what needs this role. */
    public Scope scope(Role needed) {
        if (admin) {
            return Scope.all();
        }
        List<TeamId> teams = roles.entrySet().stream()
                .filter(each -> each.getValue().includes(needed))
                .map(Map.Entry::getKey)
                .toList();
        return Scope.of(teams);
    }

    /**
     * Refuses what it may not do.
     *
     * @throws RefusedException when it is no admin
     */
    public void requireAdmin() {
        if (!admin) {
            throw new RefusedException(name + " is no admin.");
        }
    }
}
