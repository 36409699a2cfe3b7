package io.ripen.engine.internal.run;

import io.ripen.core.store.Stores;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The teams' zones, read once for a batch when the first lead asks. Belongs to one transaction. */
final class TeamZones {
    private final Stores stores;
    private final UnitOfWork work;
    private @Nullable Map<TeamId, ZoneId> zones;

    TeamZones(Stores stores, UnitOfWork work) {
        this.stores = stores;
        this.work = work;
    }

    ZoneId of(TeamId team) {
        Map<TeamId, ZoneId> loaded = zones;
        if (loaded == null) {
            loaded = new HashMap<>();
            for (Team each : stores.teams().all(work)) {
                loaded.put(each.id(), each.zone());
            }
            zones = loaded;
        }
        return loaded.getOrDefault(team, ZoneOffset.UTC);
    }
}
