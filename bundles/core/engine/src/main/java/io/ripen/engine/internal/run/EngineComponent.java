package io.ripen.engine.internal.run;

import io.ripen.core.store.Gate;
import io.ripen.core.store.Stores;
import io.ripen.crm.Projection;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.deploy.NodeName;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.place.LeadZones;
import io.ripen.task.Tasks;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Runs the engine for as long as all that it needs is there. */
@Component(service = EngineComponent.class, immediate = true, configurationPid = RunConfig.PID)
@Designate(ocd = RunConfig.class)
public final class EngineComponent {
    private final Engine engine;
    private volatile @Nullable Tasks tasks;

    @Activate
    public EngineComponent(
            @Reference Stores stores,
            @Reference DeployedSequences sequences,
            @Reference Gate gate,
            @Reference Projection projection,
            @Reference Wake wake,
            RunConfig config) {
        engine = new Engine(stores, sequences, gate, projection, () -> tasks, wake, settings(config));
        engine.start();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTasks(Tasks service) {
        tasks = service;
    }

    void unsetTasks(Tasks service) {
        if (tasks == service) {
            tasks = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLeadZones(LeadZones service) {
        engine.setLeadZones(service);
    }

    void unsetLeadZones(LeadZones service) {
        engine.unsetLeadZones(service);
    }

    /** Channels that cannot keep up. */
    List<String> behind() {
        return engine.behind();
    }

    /** Segments that did not end in time lately, for people. */
    List<String> overdue() {
        return engine.overdue();
    }

    @Deactivate
    void stop() {
        engine.stop();
    }

    private static RunSettings settings(RunConfig config) {
        return new RunSettings(
                NodeName.of(config.node()),
                config.batch(),
                Duration.ofMillis(config.lease()),
                Duration.ofMillis(config.heartbeat()),
                Duration.ofMillis(config.grace()),
                config.workers(),
                config.in_flight(),
                Duration.ofMillis(config.segment()));
    }
}
