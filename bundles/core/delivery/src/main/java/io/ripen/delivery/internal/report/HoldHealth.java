package io.ripen.delivery.internal.report;

import io.ripen.core.store.Stores;
import io.ripen.health.HealthCheck;
import io.ripen.policy.Blocks;
import io.ripen.policy.Blocks.Block;
import io.ripen.transaction.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether a person, or the start of a copy, stopped everything: nobody should look for another cause of the silence. */
@Component
public final class HoldHealth implements HealthCheck {
    private final Stores stores;

    @Activate
    public HoldHealth(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public String name() {
        return "hold";
    }

    @Override
    public Result check() {
        try {
            Map<String, Block> set =
                    stores.transactions().call(work -> stores.blocks().among(work, List.of(Blocks.HOLD, Blocks.ALL)));
            Block hold = set.getOrDefault(Blocks.HOLD, set.get(Blocks.ALL));
            return hold == null
                    ? new Result(Status.OK, "Nothing holds everything.")
                    : new Result(
                            Status.WARN,
                            (hold.name().equals(Blocks.HOLD) ? "Everything that leaves" : "All sending")
                                    + " is held since " + hold.since() + " by " + hold.by() + ": " + hold.reason()
                                    + " Lift it by DELETE /api/v1/blocks/" + hold.name() + ".");
        } catch (StoreUnavailableException away) {
            return new Result(Status.OK, "Whether everything is held is asked when the database is back.");
        }
    }
}
