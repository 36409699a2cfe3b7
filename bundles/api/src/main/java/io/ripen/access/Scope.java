package io.ripen.access;

import io.ripen.team.TeamId;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which teams a list or a look-up covers: all, or some. What belongs to another team is not there for it.
 *
 * <pre>{@code
 * Scope mine = actor.scope(Role.VIEWER);   // where the actor may read
 * Scope one = mine.only(team);             // nothing, when it is another's team
 * }</pre>
 *
 * <p>Immutable, so safe for threads.
 */
public final class Scope {
    private static final Scope ALL = new Scope(null);
    private static final Scope NONE = new Scope(Set.of());

    private final @Nullable Set<TeamId> teams;

    private Scope(@Nullable Set<TeamId> teams) {
        this.teams = teams;
    }

    /** All teams, also those that come later. */
    public static Scope all() {
        return ALL;
    }

    /** No team: such a list is empty. */
    public static Scope none() {
        return NONE;
    }

    public static Scope of(TeamId team) {
        return new Scope(Set.of(team));
    }

    public static Scope of(Collection<TeamId> teams) {
        return teams.isEmpty() ? NONE : new Scope(Set.copyOf(teams));
    }

    public boolean isAll() {
        return teams == null;
    }

    public boolean isNone() {
        return teams != null && teams.isEmpty();
    }

    public boolean contains(TeamId team) {
        return teams == null || teams.contains(team);
    }

    /** This scope, or of it only one team; nothing when that one is not in it. */
    public Scope only(@Nullable TeamId team) {
        if (team == null) {
            return this;
        }
        return contains(team) ? of(team) : NONE;
    }

    /**
     * The teams by name, in order.
     *
     * @throws IllegalStateException when it is all teams, which have no names here; ask {@link #isAll} first
     */
    public Collection<String> names() {
        if (teams == null) {
            throw new IllegalStateException("A scope of all teams has no list of them.");
        }
        return teams.stream().map(TeamId::value).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scope scope && (teams == null ? scope.teams == null : teams.equals(scope.teams));
    }

    @Override
    public int hashCode() {
        return teams == null ? 1 : teams.hashCode();
    }

    @Override
    public String toString() {
        return teams == null ? "all teams" : names().toString();
    }
}
