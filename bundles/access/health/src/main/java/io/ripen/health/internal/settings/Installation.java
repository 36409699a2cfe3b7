package io.ripen.health.internal.settings;

import io.ripen.health.internal.settings.SettingNames.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written in configurations, what our bundles and those built on ours read, and which of their components failed. */
final class Installation {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final String OURS = "io.ripen.";
    static final String FILE = "felix.fileinstall.filename";

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final MetaTypeService metatype;
    private final ServiceComponentRuntime components;
    private final ShippedKeys shipped = new ShippedKeys(Path.of(System.getProperty("karaf.etc", "etc")));
    private static final Read NOTHING = new Read(-1, Map.of());

    private final Map<Long, Read> read = new HashMap<>();

    /** What a bundle reads, by PID, as of one of its updates. */
    private record Read(long modified, Map<String, Set<String>> keys) {}

    Installation(
            BundleContext context,
            ConfigurationAdmin configurations,
            MetaTypeService metatype,
            ServiceComponentRuntime components) {
        this.context = context;
        this.configurations = configurations;
        this.metatype = metatype;
        this.components = components;
    }

    /** Keys by PID or factory PID. */
    Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new HashMap<>();
        Set<Long> installed = new HashSet<>();
        for (Bundle bundle : context.getBundles()) {
            installed.add(bundle.getBundleId());
            Read before = read.getOrDefault(bundle.getBundleId(), NOTHING);
            if (before.modified() != bundle.getLastModified() && isResolved(bundle)) {
                before = new Read(bundle.getLastModified(), isOurs(bundle) ? keys(bundle) : Map.of());
                read.put(bundle.getBundleId(), before);
            }
            before.keys()
                    .forEach((pid, keys) ->
                            known.computeIfAbsent(pid, each -> new HashSet<>()).addAll(keys));
        }
        read.keySet().retainAll(installed);
        return known;
    }

    /**
     * To ask a bundle that is not resolved for its files makes the framework resolve it, under its one global lock. A bundle
     * that is being updated is not, and whoever updates it then loses that lock, fails, and leaves it stopped.
     */
    private static boolean isResolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }

    private Map<String, Set<String>> keys(Bundle bundle) {
        Map<String, Set<String>> keys = new HashMap<>();
        MetaTypeInformation information = metatype.getMetaTypeInformation(bundle);
        if (information == null) {
            return keys;
        }
        List<String> pids = new ArrayList<>(List.of(information.getPids()));
        Collections.addAll(pids, information.getFactoryPids());
        for (String pid : pids) {
            ObjectClassDefinition definition = information.getObjectClassDefinition(pid, null);
            for (AttributeDefinition each : definition.getAttributeDefinitions(ObjectClassDefinition.ALL)) {
                keys.computeIfAbsent(pid, name -> new HashSet<>()).add(each.getID());
            }
        }
        return keys;
    }

    /** Configurations of PIDs that are ours by name, or that a bundle built on ours reads. */
    List<Written> written(Set<String> pids) {
        List<Written> written = new ArrayList<>();
        Configuration[] all;
        try {
            all = configurations.listConfigurations(null);
        } catch (IOException | InvalidSyntaxException e) {
            LOG.warn("The configurations cannot be listed, so misspelt settings are not told.", e);
            return List.of();
        }
        for (Configuration each : all == null ? new Configuration[0] : all) {
            String factory = each.getFactoryPid();
            String pid = factory == null ? each.getPid() : factory;
            Dictionary<String, Object> properties = each.getProperties();
            if (properties != null && (pid.startsWith(OURS) || pids.contains(pid))) {
                Set<String> keys = Set.copyOf(Collections.list(properties.keys()));
                Object url = properties.get(FILE);
                written.add(new Written(pid, file(url, each.getPid()), keys, shipped.leftOut(url, keys)));
            }
        }
        return written;
    }

    /** Components of our bundles and of those built on ours that failed to start. */
    List<FailedComponent> failed() {
        List<Bundle> bundles = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE && isOurs(bundle)) {
                bundles.add(bundle);
            }
        }
        List<FailedComponent> failed = new ArrayList<>();
        Collection<ComponentDescriptionDTO> described =
                components.getComponentDescriptionDTOs(bundles.toArray(new Bundle[0]));
        for (ComponentDescriptionDTO description : described) {
            for (ComponentConfigurationDTO each : components.getComponentConfigurationDTOs(description)) {
                if (each.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failed.add(new FailedComponent(
                            description.implementationClass,
                            description.bundle.symbolicName,
                            configuration(description, each),
                            settings(each),
                            each.failure == null ? "no reason is known" : each.failure));
                }
            }
        }
        return failed;
    }

    private static Map<String, String> settings(ComponentConfigurationDTO failed) {
        Map<String, String> settings = new TreeMap<>();
        failed.properties.forEach((key, value) -> {
            if (value instanceof String text) {
                settings.put(key, text);
            }
        });
        return settings;
    }

    private static @Nullable String configuration(
            ComponentDescriptionDTO description, ComponentConfigurationDTO failed) {
        Object pid = failed.properties.get("service.pid");
        if (pid == null) {
            return null;
        }
        String name = pid instanceof Collection<?> several && !several.isEmpty()
                ? String.valueOf(several.iterator().next())
                : String.valueOf(pid);
        return file(
                failed.properties.get(FILE),
                description.configurationPid.length == 1 && !name.contains("~") && pid instanceof String
                        ? name
                        : description.configurationPid[0]);
    }

    private static String file(@Nullable Object url, String pid) {
        String text = url == null ? pid + ".cfg" : String.valueOf(url);
        return "etc/" + text.substring(text.lastIndexOf('/') + 1);
    }

    private static boolean isOurs(Bundle bundle) {
        String name = bundle.getSymbolicName();
        if (name != null && name.startsWith(OURS)) {
            return true;
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<BundleWire> wires = wiring == null ? null : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE);
        return wires != null
                && wires.stream()
                        .map(wire -> wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                        .anyMatch(imported -> String.valueOf(imported).startsWith(OURS));
    }
}
