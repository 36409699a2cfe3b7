package io.ripen.core.store;

import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.util.List;

/** The teams; {@code default} is there from the first migration on. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class TeamStore {

    TeamStore() {}

    public List<Team> all(UnitOfWork work) {
        throw new UnsupportedOperationException();
    }

    /** Creates the team or replaces what is kept of it. */
    public void save(UnitOfWork work, Team team) {
        throw new UnsupportedOperationException();
    }
}
