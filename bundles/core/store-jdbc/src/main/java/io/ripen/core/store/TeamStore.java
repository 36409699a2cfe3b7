package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Sql;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneId;
import java.util.List;

/** The teams; {@code default} is there from the first migration on. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class TeamStore {

    private final String save;

    TeamStore(Dialect dialect) {
        save = dialect.upsert(
                "team",
                "id",
                "name, zone, region, settings",
                "name = v.name, zone = v.zone, region = v.region, settings = v.settings",
                Dialect.values("id VARCHAR, name VARCHAR, zone VARCHAR, region VARCHAR, settings VARCHAR"));
    }

    public List<Team> all(UnitOfWork work) {
        return Sql.of(work, "SELECT id, name, zone, region, settings FROM team ORDER BY id")
                .list(row -> new Team(
                        new TeamId(row.string()), row.string(), ZoneId.of(row.string()), row.string(), row.map()));
    }

    /** Creates the team or replaces what is kept of it. */
    public void save(UnitOfWork work, Team team) {
        List<Team> one = List.of(team);
        Sql.of(work, save)
                .strings(one, row -> row.id().value())
                .strings(one, Team::name)
                .strings(one, row -> row.zone().getId())
                .strings(one, Team::region)
                .strings(one, row -> Json.write(row.settings()))
                .update();
    }
}
