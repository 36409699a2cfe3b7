package io.ripen.delivery.internal.report;

import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.health.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the gate can let anything through, whether channels reach their providers, and how many outcomes nobody knows. */
@Component
public final class DeliveryHealth implements HealthCheck {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Stores stores;
    private final DeliveryGate gate;
    private volatile boolean complete;
    private volatile @Nullable Instant missingSince;

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
            return without(missing);
        }
        complete = true;
        missingSince = null;
        Set<String> failing = gate.failingPolicies();
        if (!failing.isEmpty()) {
            return new Result(
                    Status.WARN,
                    "Messages are held because policies fail: " + String.join(", ", failing)
                            + ". The log has the cause. Mend the bundle, or remove it when you can do without it.");
        }
        if (gate.channels().isEmpty()) {
            return new Result(Status.WARN, "No channel is installed, so leads are parked at their messages.");
        }
        Map<String, String> unreached = gate.unreachedChannels();
        if (!unreached.isEmpty()) {
            return unreached(unreached);
        }
        long unknown = stores.transactions().call(work -> stores.messages().countUnknown(work));
        return unknown == 0
                ? new Result(Status.OK, "Channels: " + String.join(", ", gate.channels()) + ".")
                : new Result(
                        Status.WARN,
                        unknown + (unknown == 1 ? " message has" : " messages have")
                                + " an unknown outcome. Providers that can be asked are; what stays is listed by GET"
                                + " /api/v1/messages?state=UNKNOWN.");
    }

    /** A bundle that is being restarted takes its policy away for a moment, which is no alarm. */
    private Result without(Set<String> missing) {
        Instant now = stores.clock().machine().instant();
        Instant since = missingSince;
        if (since == null) {
            since = now;
            missingSince = now;
        }
        String names = String.join(", ", missing);
        if (complete && now.isBefore(since.plus(GRACE))) {
            return new Result(
                    Status.WARN,
                    "Nothing is sent for a moment: mandatory policies are away, as when their bundles are being restarted: "
                            + names + ".");
        }
        complete = false;
        return new Result(
                Status.CRITICAL,
                "Nothing is sent: mandatory policies do not serve: " + names
                        + ". If one of them is installed, its settings could not be read, and the check 'configuration' says"
                        + " what to correct. Else install its bundle, or take it out of policies.mandatory in"
                        + " etc/io.ripen.delivery.cfg.");
    }

    private Result unreached(Map<String, String> unreached) {
        boolean all = unreached.keySet().containsAll(gate.addressedChannels());
        StringBuilder said = new StringBuilder(all ? "No channel reaches its provider. " : "");
        unreached.forEach((channel, what) -> said.append("The channel '")
                .append(channel)
                .append("' does not reach its provider: ")
                .append(what.endsWith(".") ? what : what + ".")
                .append(' '));
        return new Result(
                all ? Status.CRITICAL : Status.WARN,
                said
                        + "Messages wait and go out by themselves when the provider answers. See that its address is right and that"
                        + " this machine may connect to it.");
    }
}
