package io.ripen.policy.quiet.internal.limit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the rules, read again when it changed. While it is broken or away the rules that were read last count, and at
 * the start those in this bundle: never none. Thread-safe.
 */
public final class LimitsFile {
    private static final Logger LOG = LoggerFactory.getLogger(LimitsFile.class);
    private static final String SHIPPED = "sending-limits.json";
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final @Nullable Path file;
    private final LongSupplier nanoTime;
    private volatile Limits current;
    private volatile long lookedAt;
    private String seen = "";
    private volatile @Nullable String problem;

    /** @param file null for the rules in this bundle */
    public LimitsFile(@Nullable Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.current = shipped();
        look();
    }

    /** The rules as they are now; looks at the file at most once a second. */
    public Limits current() {
        if (file != null && nanoTime.getAsLong() - lookedAt > PAUSE) {
            look();
        }
        return current;
    }

    /** What is wrong with the file and which rules count meanwhile, or null. */
    public @Nullable String problem() {
        current();
        return problem;
    }

    private synchronized void look() {
        lookedAt = nanoTime.getAsLong();
        if (file == null) {
            return;
        }
        String found = "";
        try {
            found = Files.getLastModifiedTime(file) + " " + Files.size(file);
            if (found.equals(seen)) {
                return;
            }
            Limits read = Limits.read(Files.readString(file));
            current = read;
            problem = null;
            LOG.info(
                    "Read {} rules on the hours for messages ({}) from {}.",
                    read.rules().size(),
                    read.version(),
                    file);
        } catch (NoSuchFileException e) {
            tell("The file " + file + " with the legal limits is missing");
        } catch (IOException | IllegalArgumentException e) {
            tell("The file " + file + " with the legal limits cannot be read: " + e.getMessage());
        }
        seen = found;
    }

    private void tell(String what) {
        String words = what + ". The rules of version " + current.version() + " count until it is mended.";
        if (!words.equals(problem)) {
            LOG.error(words);
        }
        problem = words;
    }

    /** The rules in this bundle. */
    public static Limits shipped() {
        try (InputStream in = LimitsFile.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException(SHIPPED + " is missing from the bundle: build it anew.");
            }
            return Limits.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
