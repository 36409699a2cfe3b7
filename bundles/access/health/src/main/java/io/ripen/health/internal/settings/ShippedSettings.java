package io.ripen.health.internal.settings;

import io.ripen.schedule.RepeatedTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings shipped settings back when the operator's own file of the same name is taken away. The container only sees that a file
 * went and drops its settings; it does not look for another file of that name, and what was configured by it would be away
 * until the next start.
 */
@Component(immediate = true)
public final class ShippedSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedSettings.class);
    private static final Duration APART = Duration.ofSeconds(2);
    private static final List<String> KINDS = List.of(".cfg", ".config", ".json");

    private final ConfigurationAdmin configurations;
    private final Path own;
    private final Path shipped;
    private final RepeatedTask looks;
    private final Set<String> lay = new HashSet<>();
    private final Set<String> gone = new TreeSet<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<ArtifactInstaller> installers = List.of();

    @Activate
    public ShippedSettings(@Reference ConfigurationAdmin configurations) {
        this(
                configurations,
                Path.of(data(), "etc"),
                Path.of(String.valueOf(System.getProperty("karaf.etc", "etc"))),
                List.of());
    }

    ShippedSettings(ConfigurationAdmin configurations, Path own, Path shipped, List<ArtifactInstaller> installers) {
        this.configurations = configurations;
        this.own = own;
        this.shipped = shipped;
        this.installers = installers;
        lay.addAll(own());
        looks = RepeatedTask.start("ripen-shipped-settings", APART, this::look);
    }

    private static String data() {
        String data = System.getenv("RIPEN_DATA");
        return data == null || data.isBlank() ? System.getProperty("karaf.data", "data") : data;
    }

    @Deactivate
    void stop() {
        looks.close();
    }

    private Set<String> own() {
        if (!Files.isDirectory(own)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> KINDS.stream().anyMatch(name::endsWith))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            // Looked at again soon; what went meanwhile is not forgotten.
            LOG.debug("{} could not be read.", own, e);
            return Set.copyOf(lay);
        }
    }

    synchronized void look() throws IOException, InvalidSyntaxException {
        Set<String> now = own();
        lay.stream().filter(name -> !now.contains(name)).forEach(gone::add);
        lay.clear();
        lay.addAll(now);
        gone.removeAll(now);
        for (String name : Set.copyOf(gone)) {
            if (!Files.isRegularFile(shipped.resolve(name))) {
                gone.remove(name);
            } else if (!isRead(name)) {
                bringBack(name);
            } else if (isReadFrom(shipped, name)) {
                gone.remove(name);
            }
            // Else the container has not noticed yet that the file went.
        }
    }

    private void bringBack(String name) {
        File file = shipped.resolve(name).toFile();
        for (ArtifactInstaller each : installers) {
            if (each.canHandle(file)) {
                try {
                    each.install(file);
                    gone.remove(name);
                    LOG.warn("{} is gone from {}, so the settings of {} hold again.", name, own, file);
                } catch (Exception e) {
                    LOG.error("{} could not be read again after {} went from {}.", file, name, own, e);
                }
                return;
            }
        }
    }

    private boolean isRead(String name) throws IOException, InvalidSyntaxException {
        return isReadFrom(own, name) || isReadFrom(shipped, name);
    }

    private boolean isReadFrom(Path folder, String name) throws IOException, InvalidSyntaxException {
        Configuration[] all = configurations.listConfigurations("(" + Installation.FILE + "=*/" + name + ")");
        if (all == null) {
            return false;
        }
        // As the container writes it: file:/ and not file:///.
        String url = folder.resolve(name).toFile().toURI().toString();
        for (Configuration each : all) {
            if (each.getProperties() != null
                    && url.equals(String.valueOf(each.getProperties().get(Installation.FILE)))) {
                return true;
            }
        }
        return false;
    }
}
