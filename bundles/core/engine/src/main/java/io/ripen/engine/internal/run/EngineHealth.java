package io.ripen.engine.internal.run;

import io.ripen.core.store.Stores;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.health.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Whether leads are moved on in time. */
@Component
public final class EngineHealth implements HealthCheck {
    /** Machine time. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final Duration TOO_LATE = Duration.ofMinutes(10);

    private final Stores stores;
    private final DeployedSequences sequences;
    private volatile @Nullable EngineComponent engine;

    @Activate
    public EngineHealth(@Reference Stores stores, @Reference DeployedSequences sequences) {
        this.stores = stores;
        this.sequences = sequences;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEngine(EngineComponent component) {
        engine = component;
    }

    void unsetEngine(EngineComponent component) {
        if (engine == component) {
            engine = null;
        }
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public Result check() {
        if (!sequences.ready()) {
            return new Result(Status.WARN, "Sequences are still being compiled; nothing is claimed until they are.");
        }
        return look();
    }

    private Result look() {
        Optional<Instant> oldest =
                stores.transactions().call(work -> stores.due().earliest(work));
        Instant now = stores.clock().instant();
        Duration behind = oldest.map(due -> Duration.between(due, now)).orElse(Duration.ZERO);
        Duration lag = Duration.ofSeconds(
                (long) (Math.max(0, behind.toSeconds()) / stores.clock().speed()));
        if (lag.compareTo(LATE) > 0) {
            return new Result(
                    lag.compareTo(TOO_LATE) > 0 ? Status.CRITICAL : Status.WARN,
                    "The engine is behind: the oldest due lead has waited for " + lag.toSeconds()
                            + " s. See the log for what holds it up; a slow channel or database, or an outage that it is"
                            + " catching up with.");
        }
        EngineComponent running = engine;
        List<String> overdue = running == null ? List.of() : running.overdue();
        if (!overdue.isEmpty()) {
            return new Result(
                    Status.WARN,
                    "These segments did not end in time, and their leads are errored: " + String.join(", ", overdue)
                            + ". The log says where they were. Mend the sequence or the bundle that brings its step.");
        }
        List<String> slow = running == null ? List.of() : running.behind();
        if (!slow.isEmpty()) {
            return new Result(
                    Status.WARN,
                    "More leads are due than these channels can send to: " + String.join(", ", slow)
                            + ". Their leads wait at the touch and are tried each minute; other channels go on. See what"
                            + " holds the provider up.");
        }
        return new Result(Status.OK, "Nothing is overdue.");
    }
}
