package io.ripen.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a patch of a bundle that shipped: the same classes under a name for people that a test can see. */
final class PatchJar {

    private PatchJar() {}

    /** @param version its version; null for the one that shipped */
    static Path of(Path home, String artifact, String name, @Nullable String version, Path folder) {
        Path target = folder.resolve("patch-" + artifact + (version == null ? "" : "-" + version) + ".jar");
        try (JarFile shipped = new JarFile(shipped(home, artifact).toFile());
                OutputStream file = Files.newOutputStream(target)) {
            Manifest manifest = shipped.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Name", name);
            if (version != null) {
                manifest.getMainAttributes().putValue("Bundle-Version", version);
            }
            try (JarOutputStream patch = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : Collections.list(shipped.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        patch.putNextEntry(new JarEntry(entry.getName()));
                        shipped.getInputStream(entry).transferTo(patch);
                        patch.closeEntry();
                    }
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path shipped(Path home, String artifact) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("system/io/ripen").resolve(artifact))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
