package io.ripen.health.internal.versions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which file patches which bundle, in a file of the bundle's own, so that a restart does not forget it. */
final class PatchMemory {
    private static final Logger LOG = LoggerFactory.getLogger(PatchMemory.class);

    /**
     * A patch.
     *
     * @param bundle id of the patched bundle
     * @param checksum of the jar that it runs with
     */
    record Patch(long bundle, long checksum) {}

    private final Path file;
    private final Map<String, Patch> patches = new HashMap<>();

    PatchMemory(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    String[] parts = line.split(" ", 3);
                    patches.put(parts[2], new Patch(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Which bundles are patched could not be read from {}; look at bundle:list.", file, e);
        }
    }

    Set<String> jars() {
        return Set.copyOf(patches.keySet());
    }

    @Nullable Patch of(String jar) {
        return patches.get(jar);
    }

    void put(String jar, Patch patch) {
        patches.put(jar, patch);
        write();
    }

    void remove(String jar) {
        if (patches.remove(jar) != null) {
            write();
        }
    }

    private void write() {
        try {
            Files.write(
                    file,
                    patches.entrySet().stream()
                            .map(each -> each.getValue().bundle() + " "
                                    + each.getValue().checksum() + " " + each.getKey())
                            .toList(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
