package io.ripen.team;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The teams. An OSGi service; thread-safe; answers from memory. */
@ProviderType
public interface Teams {
    Optional<Team> find(TeamId id);

    List<Team> all();

    /** Creates the team or replaces what is kept of it. */
    void save(Team team);
}
