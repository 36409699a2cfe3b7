package io.ripen.contacts.internal;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;

/** In which country a number without a country code is read when nothing says of which team it is. */
final class Regions {
    private static final String NONE = "ZZ";

    private Regions() {}

    /** The key of an address; a national number is read as one of the default team's country. */
    static String key(Stores stores, UnitOfWork work, AddressKind kind, String address) {
        boolean national = kind == AddressKind.PHONE && !address.strip().startsWith("+");
        return AddressKeys.of(kind, address, national ? region(stores.teams().all(work)) : NONE);
    }

    private static String region(List<Team> teams) {
        for (Team team : teams) {
            if (team.id().equals(TeamId.DEFAULT)) {
                return team.region();
            }
        }
        return teams.isEmpty() ? NONE : teams.get(0).region();
    }
}
