package io.ripen.engine.internal.plumbing;

import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.engine.internal.deploy.ConfigLists;
import io.ripen.engine.internal.deploy.EngineConfig;
import io.ripen.engine.internal.deploy.FolderReader;
import io.ripen.engine.internal.deploy.NodeName;
import io.ripen.engine.internal.deploy.Patience;
import io.ripen.health.HealthCheck;
import io.ripen.route.Plumbing;
import io.ripen.schedule.RepeatedTask;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Runs the plumbing in OSGi: watches {@code plumbing/} and registers {@link Plumbing} and a health check. Camel components
 * come from other bundles, as services or by {@code META-INF}; a file that needs one which is not there yet is tried again
 * when it comes.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.ripen.engine")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"io.ripen.route.Plumbing\"")
public final class PlumbingComponent {
    private final BundleContext bundle;
    private final PlumbingRoutes routes;
    private final RepeatedTask watch;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final PlumbingChannels channels;
    private volatile boolean retry;
    private int looks;

    @Activate
    public PlumbingComponent(BundleContext bundle, @Reference NodeName node, EngineConfig config) {
        this.bundle = bundle;
        routes = new PlumbingRoutes(
                new OsgiDefaultCamelContext(bundle),
                PlumbingAllowList.with(
                        ConfigLists.of(config.plumbing_components()), ConfigLists.of(config.plumbing_languages())));
        channels = new PlumbingChannels(routes, (type, channel) -> {
            ServiceRegistration<Channel> registration =
                    bundle.registerService(Channel.class, channel, new Hashtable<>(Map.of(ChannelType.PROPERTY, type)));
            return registration::unregister;
        });
        PlumbingFolder folder = new PlumbingFolder(
                new FolderReader(Path.of(config.routes_folder()), InstantSource.system()),
                routes,
                InstantSource.system(),
                node.value());
        watch = RepeatedTask.start("ripen-plumbing-folder", Duration.ofSeconds(1), () -> {
            // Besides components a file may lack other things that bundles bring, such as objects in the registry.
            if (retry || ++looks % 5 == 0) {
                retry = false;
                routes.retry();
            }
            folder.look();
        });
        Patience starting = new Patience(InstantSource.system());
        registrations.add(bundle.registerService(Plumbing.class, routes, null));
        registrations.add(bundle.registerService(
                HealthCheck.class, new PlumbingHealth(routes, () -> complaints(folder), starting::lasts), null));
    }

    private List<String> complaints(PlumbingFolder folder) {
        RepeatedTask watching = watch;
        return watching == null || watching.failure().isEmpty()
                ? folder.complaints()
                : List.of("The folder plumbing/ could not be read; what ran runs on: " + watching.failure());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addResolver(ComponentResolver resolver) {
        retry = true;
    }

    void removeResolver(ComponentResolver resolver, Map<String, Object> properties) {
        gone(properties.get("component"));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addComponent(org.apache.camel.Component component, Map<String, Object> properties) {
        if (properties.get(Constants.SERVICE_PID) instanceof String scheme) {
            routes.componentCame(scheme, component);
        }
        retry = true;
    }

    void removeComponent(org.apache.camel.Component component, Map<String, Object> properties) {
        gone(properties.get(Constants.SERVICE_PID));
    }

    private void gone(@Nullable Object names) {
        for (String scheme : schemes(names)) {
            if (bundle.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING) {
                routes.stopping();
            }
            routes.componentGone(scheme);
            retry = true; // another bundle may bring it too
        }
    }

    /** A service names its scheme; Camel names all that a bundle brings in one array. */
    static List<String> schemes(@Nullable Object names) {
        if (names instanceof String scheme) {
            return List.of(scheme);
        }
        return names instanceof String[] several ? List.of(several) : List.of();
    }

    @Deactivate
    public void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        watch.close();
        channels.close();
        routes.close();
    }
}
