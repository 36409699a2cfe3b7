package io.ripen.team;

import io.ripen.access.Actor;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The teams. An OSGi service; thread-safe; answers from memory. */
@ProviderType
public interface Teams {
    Optional<Team> find(TeamId id);

    List<Team> all();

    /** One team; empty when there is none, or who asks may not read it. */
    default Optional<Team> find(Actor by, TeamId id) {
        return by.sees(id) ? find(id) : Optional.empty();
    }

    /** Those that who asks may read, in order of id. */
    default List<Team> all(Actor by) {
        return all().stream().filter(team -> by.sees(team.id())).toList();
    }

    /**
     * Creates the team or replaces what is kept of it.
     *
     * @param by a manager of the team; an admin, when it is new
     * @throws io.ripen.access.RefusedException when who asks may not do this
     */
    void save(Actor by, Team team);
}
