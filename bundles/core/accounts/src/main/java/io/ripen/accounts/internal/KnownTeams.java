package io.ripen.accounts.internal;

import io.ripen.access.InvalidAccountException;
import io.ripen.core.store.Stores;
import io.ripen.team.TeamId;
import io.ripen.text.NearestName;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;

/** Refuses a team that does not exist, with the nearest name. */
final class KnownTeams {
    private KnownTeams() {}

    /**
     * Refuses those that are not there.
     *
     * @param field the field that names them, as the REST contract has it
     */
    static void require(UnitOfWork work, Stores stores, String field, Collection<TeamId> asked) {
        if (asked.isEmpty()) {
            return;
        }
        List<String> there =
                stores.teams().all(work).stream().map(each -> each.id().value()).toList();
        for (TeamId each : asked) {
            if (!there.contains(each.value())) {
                throw new InvalidAccountException(
                        field,
                        "There is no team '" + each + "'.",
                        NearestName.didYouMean(each.value(), there) + "A team is made with PUT /api/v1/teams/{team}.");
            }
        }
    }
}
