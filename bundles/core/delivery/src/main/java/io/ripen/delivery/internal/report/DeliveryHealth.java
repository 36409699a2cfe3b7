package io.ripen.delivery.internal.report;

import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.health.HealthCheck;
import io.ripen.transaction.StoreUnavailableException;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the gate can let anything through, and how many messages nobody knows the outcome of. */
@Component
public final class DeliveryHealth implements HealthCheck {
    private final Stores stores;
    private final DeliveryGate gate;

    @Activate
    public DeliveryHealth(@Reference Stores stores, @Reference DeliveryGate gate) {
        this.stores = stores;
        this.gate = gate;
    }

    @Override
    public String name() {
        return "delivery";
    }

    @Override
    public Result check() {
        Set<String> missing = gate.missingPolicies();
        if (!missing.isEmpty()) {
            return new Result(
                    Status.CRITICAL,
                    "Nothing is sent: mandatory policies are not installed: " + String.join(", ", missing)
                            + ". Install their bundles, or take them out of policies.mandatory in"
                            + " etc/io.ripen.delivery.cfg.");
        }
        if (gate.channels().isEmpty()) {
            return new Result(Status.WARN, "No channel is installed, so leads park at their messages.");
        }
        try {
            long unknown = stores.transactions().call(work -> stores.messages().countUnknown(work));
            return unknown == 0
                    ? new Result(Status.OK, "Channels: " + String.join(", ", gate.channels()) + ".")
                    : new Result(
                            Status.WARN,
                            unknown + (unknown == 1 ? " message has" : " messages have")
                                    + " an unknown outcome. Providers are asked; what stays is listed by GET"
                                    + " /api/v1/messages?state=UNKNOWN.");
        } catch (StoreUnavailableException away) {
            return new Result(Status.WARN, "Messages cannot be counted: " + away.getMessage());
        }
    }
}
