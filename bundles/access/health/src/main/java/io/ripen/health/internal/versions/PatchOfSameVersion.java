package io.ripen.health.internal.versions;

import io.ripen.health.internal.versions.PatchMemory.Patch;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a jar in {@code deploy/} that has name and version of a bundle that shipped: the bundle runs with the jar's contents as
 * long as the jar lies there, and with what shipped afterwards. Without it the container would update the shipped bundle, and
 * uninstall it when the jar goes. A jar with another version is a bundle of its own; see {@link BundleVersions}.
 */
@Component(immediate = true)
public final class PatchOfSameVersion implements ArtifactInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(PatchOfSameVersion.class);
    /** Where what shipped comes from; it is read again from there. */
    private static final String SHIPPED = "mvn:";

    private final BundleContext context;
    private final PatchMemory memory;

    @Activate
    public PatchOfSameVersion(BundleContext context) {
        this.context = context;
        this.memory = new PatchMemory(context.getDataFile("patched").toPath());
        for (String jar : memory.jars()) {
            if (!Files.exists(Path.of(jar))) {
                restore(jar);
            }
        }
    }

    @Override
    public boolean canHandle(File file) {
        return shipped(file) != null;
    }

    @Override
    public synchronized void install(File file) throws Exception {
        Bundle bundle = shipped(file);
        if (bundle == null) {
            throw new BundleException("The bundle that " + file + " would patch is gone.");
        }
        String jar = file.getAbsolutePath();
        Patch patch = new Patch(bundle.getBundleId(), checksum(file.toPath()));
        if (patch.equals(memory.of(jar))) {
            return;
        }
        memory.put(jar, patch);
        try (InputStream contents = Files.newInputStream(file.toPath())) {
            bundle.update(contents);
        } catch (IOException | BundleException e) {
            memory.remove(jar);
            throw e;
        }
        LOG.warn(
                "{} {} runs with {} as long as that lies there; then what shipped comes back.",
                bundle.getSymbolicName(),
                bundle.getVersion(),
                jar);
        refresh(bundle);
    }

    @Override
    public synchronized void update(File file) throws Exception {
        install(file);
    }

    @Override
    public synchronized void uninstall(File file) {
        restore(file.getAbsolutePath());
    }

    private void restore(String jar) {
        Patch patch = memory.of(jar);
        Bundle bundle = patch == null ? null : context.getBundle(patch.bundle());
        if (bundle != null) {
            try {
                bundle.update();
                LOG.warn(
                        "{} {} runs as it shipped again, since {} is gone.",
                        bundle.getSymbolicName(),
                        bundle.getVersion(),
                        jar);
                refresh(bundle);
            } catch (BundleException e) {
                LOG.error(
                        "{} could not be brought back from {} and runs with the contents of {}, which is gone. Start once"
                                + " with an empty cache (delete the folder karaf in RIPEN_DATA).",
                        bundle.getSymbolicName(),
                        bundle.getLocation(),
                        jar,
                        e);
                return;
            }
        }
        memory.remove(jar);
    }

    private void refresh(Bundle bundle) {
        context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle));
    }

    /** The shipped bundle with the name and version of a jar. */
    private @Nullable Bundle shipped(File file) {
        if (!file.isFile() || !file.getName().endsWith(".jar")) {
            return null;
        }
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
            String version = main.getValue(Constants.BUNDLE_VERSION);
            if (name == null || version == null) {
                return null;
            }
            String plain = name.split(";", 2)[0].strip();
            for (Bundle bundle : context.getBundles()) {
                if (plain.equals(bundle.getSymbolicName())
                        && version.strip().equals(bundle.getVersion().toString())
                        && bundle.getLocation().startsWith(SHIPPED)) {
                    return bundle;
                }
            }
            return null;
        } catch (IOException e) {
            // Half copied, or no jar: whoever else takes files says so.
            LOG.debug("{} cannot be read as a jar.", file, e);
            return null;
        }
    }

    private static long checksum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue();
    }
}
