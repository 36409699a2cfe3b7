package io.ripen.health.internal.settings;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file of the operator's leaves out of the shipped one that it takes the place of. The container reads one of the two as a
 * whole: who writes only the key that he wants to change loses all others, and the environment variables that stand in them.
 */
final class ShippedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedKeys.class);

    private final Path shipped;

    /** @param shipped the folder of the distribution */
    ShippedKeys(Path shipped) {
        this.shipped = shipped.toAbsolutePath().normalize();
    }

    /**
     * The keys that are left out, in order; empty for a file that takes the place of none.
     *
     * @param url where the container read it, such as {@code file:/var/lib/ripen/etc/io.ripen.engine.cfg}
     * @param keys what it has
     */
    Set<String> leftOut(@Nullable Object url, Set<String> keys) {
        String text = String.valueOf(url);
        if (!text.startsWith("file:") || !text.endsWith(".cfg")) {
            return Set.of();
        }
        try {
            Path own = Path.of(URI.create(text)).toAbsolutePath().normalize();
            Path same = shipped.resolve(own.getFileName());
            if (own.equals(same) || !Files.isRegularFile(same)) {
                return Set.of();
            }
            Properties written = new Properties();
            try (Reader reader = Files.newBufferedReader(same, StandardCharsets.ISO_8859_1)) {
                written.load(reader);
            }
            Set<String> left = new TreeSet<>(written.stringPropertyNames());
            left.removeAll(keys);
            return left;
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} could not be compared with the shipped file.", text, e);
            return Set.of();
        }
    }
}
