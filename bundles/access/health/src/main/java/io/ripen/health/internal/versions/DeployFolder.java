package io.ripen.health.internal.versions;

import io.ripen.health.HealthCheck;
import io.ripen.schedule.RepeatedTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in health, and once in the log, which files in {@code deploy/} came to nothing: jars and feature files that are broken,
 * and bundles that lack what they need. The container tries such a file again and again and says nothing that a person sees.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class DeployFolder implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final List<String> KINDS = List.of(".jar", ".war", ".xml");
    private static final Duration APART = Duration.ofSeconds(3);
    /** What is not there so long after the file was first seen, is not just being installed. */
    private static final long SETTLED_SECONDS = 10;

    private final BundleContext context;
    private final Path folder;
    private final LongSupplier nanoTime;
    private final RepeatedTask looks;
    private final Map<Path, Long> firstSeen = new HashMap<>();
    private volatile Map<Path, String> found = Map.of();

    @Activate
    public DeployFolder(BundleContext context) {
        this(context, Path.of(String.valueOf(System.getProperty("karaf.home", ".")), "deploy"), System::nanoTime);
    }

    DeployFolder(BundleContext context, Path folder, LongSupplier nanoTime) {
        this.context = context;
        this.folder = folder;
        this.nanoTime = nanoTime;
        looks = RepeatedTask.start("ripen-deploy-folder", APART, this::look);
    }

    @Deactivate
    void stop() {
        looks.close();
    }

    synchronized void look() throws IOException {
        List<Path> files = files();
        firstSeen.keySet().retainAll(files);
        Set<String> patches =
                Set.copyOf(new PatchMemory(context.getDataFile("patched").toPath()).jars());
        Map<Path, String> now = new LinkedHashMap<>();
        for (Path file : files) {
            long seen = firstSeen.computeIfAbsent(file, each -> nanoTime.getAsLong());
            boolean settled = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - seen) >= SETTLED_SECONDS;
            if (settled && !patches.contains(file.toAbsolutePath().toString())) {
                sentence(file).ifPresent(told -> now.put(file, told));
            }
        }
        now.forEach((file, told) -> {
            if (!told.equals(found.get(file))) {
                LOG.warn("{}", told);
            }
        });
        found = now;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> KINDS.stream().anyMatch(file.getFileName().toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private Optional<String> sentence(Path file) {
        // As the container writes it: file:/ and not file:///.
        String address = file.toFile().toURI().toString();
        Optional<Bundle> bundle = Arrays.stream(context.getBundles())
                .filter(each -> String.valueOf(each.getLocation()).contains(address))
                .findFirst();
        if (bundle.isEmpty()) {
            return Optional.of(
                    file + " is not installed and does nothing: it is no whole "
                            + (address.endsWith(".xml") ? "file of features" : "bundle")
                            + ", or one of the same name and version is there already. Put a whole file there, or take it away.");
        }
        return bundle.get().getState() == Bundle.INSTALLED
                ? Optional.of(file + " is installed and cannot start, since something that it needs is not there. "
                        + "'./ripen shell diag " + bundle.get().getBundleId() + "' says what.")
                : Optional.empty();
    }

    @Override
    public String name() {
        return "deploy";
    }

    @Override
    public Result check() {
        List<String> told = new ArrayList<>(found.values());
        return told.isEmpty()
                ? new Result(Status.OK, "What lies in deploy/ is installed.")
                : new Result(Status.WARN, String.join(" ", told));
    }
}
