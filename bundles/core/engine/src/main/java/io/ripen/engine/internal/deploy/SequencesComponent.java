package io.ripen.engine.internal.deploy;

import io.ripen.core.store.Stores;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.health.HealthCheck;
import io.ripen.schedule.RepeatedTask;
import io.ripen.sequence.Sequences;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Puts the language together in OSGi: watches the folder and registers {@link Sequences}, {@link DeployedSequences} and a
 * health check. Everything is handed over again when the engine's bundle is started again.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ripen.engine")
@Designate(ocd = EngineConfig.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.ripen.sequence.Sequences\"")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.ripen.engine.internal.compile.DeployedSequences\"")
public final class SequencesComponent {
    private final GuardedCamel camel;
    private final Deployments deployments;
    private final RepeatedTask watch;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private boolean offered;
    private boolean stopped;

    @Activate
    public SequencesComponent(
            @Reference Stores stores,
            @Reference InstalledComponent installed,
            @Reference NodeName node,
            BundleContext bundle,
            EngineConfig config) {
        AllowList allowed = AllowList.forSequences(
                ConfigLists.of(config.sequence_components()),
                ConfigLists.of(config.sequence_languages()),
                ConfigLists.of(config.sequence_eips()));
        camel = new GuardedCamel(new OsgiDefaultCamelContext(bundle), allowed);
        deployments = new Deployments(
                        stores.transactions(),
                        stores.sequences(),
                        stores.revisions(),
                        stores.clock(),
                        new Compiler(camel, installed.kinds(), allowed),
                        installed.kinds())
                .disabledAtFirst(Set.copyOf(ConfigLists.of(config.sequences_disabled_at_first())))
                .besides(OtherNodes.of(
                        stores.machineTransactions(),
                        stores.nodes(),
                        stores.clock().machine()));
        SequenceFolder folder = new SequenceFolder(
                new FolderReader(Path.of(config.routes_folder()), stores.clock().machine()),
                deployments,
                stores.clock().machine(),
                node.value());
        SequencesHealth health = new SequencesHealth(deployments, () -> complaints(folder));
        registrations.add(bundle.registerService(HealthCheck.class, health, null));
        watch = RepeatedTask.start("ripen-sequences-folder", Duration.ofSeconds(1), () -> {
            deployments.refresh();
            try {
                folder.look();
            } finally {
                offer(bundle);
            }
        });
    }

    /**
     * Not before the database was read: the intake would take an event in, find no sequence that it concerns, and neither
     * enroll nor stop anybody by it.
     */
    private void offer(BundleContext bundle) {
        synchronized (registrations) {
            if (offered || stopped) {
                return;
            }
            offered = true;
        }
        ServiceRegistration<?> sequences = bundle.registerService(Sequences.class, deployments, null);
        ServiceRegistration<?> deployed = bundle.registerService(DeployedSequences.class, deployments, null);
        boolean late;
        synchronized (registrations) {
            late = stopped;
            if (!late) {
                registrations.add(sequences);
                registrations.add(deployed);
            }
        }
        if (late) {
            sequences.unregister();
            deployed.unregister();
        }
    }

    private List<String> complaints(SequenceFolder folder) {
        List<String> complaints = new ArrayList<>();
        RepeatedTask watching = watch;
        if (watching != null && !watching.failure().isEmpty()) {
            complaints.add("The watched folder could not be read: " + watching.failure());
        }
        folder.problems().forEach(problem -> complaints.add(problem.toString()));
        complaints.addAll(folder.complaints());
        return complaints;
    }

    @Deactivate
    public void stop() {
        List<ServiceRegistration<?>> gone;
        synchronized (registrations) {
            stopped = true;
            gone = List.copyOf(registrations);
            registrations.clear();
        }
        gone.forEach(ServiceRegistration::unregister);
        watch.close();
        deployments.close();
        camel.close();
    }
}
