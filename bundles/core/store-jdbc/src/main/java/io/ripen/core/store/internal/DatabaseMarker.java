package io.ripen.core.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code database} in the data folder: with which database Ripen worked here, and how far that one had come. So a
 * database that is gone, empty or older than it was is noticed. Two lines of text; not thread-safe.
 */
final class DatabaseMarker {
    private final Path file;

    /**
     * What the file says.
     *
     * @param identity as {@link DatabaseIdentity} tells it
     * @param seen machine time, which the database had noted as well
     */
    record Seen(String identity, Instant seen) {
        boolean isH2() {
            return identity.startsWith("h2 ");
        }
    }

    private DatabaseMarker(Path file) {
        this.file = file;
    }

    /** @param folder the data folder; null when there is none, and then nothing is noticed */
    static Optional<DatabaseMarker> in(@Nullable Path folder) {
        return Optional.ofNullable(folder).map(each -> new DatabaseMarker(each.resolve("database")));
    }

    Path file() {
        return file;
    }

    /** Empty when Ripen has not worked here yet, or when the file cannot be understood. */
    Optional<Seen> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.size() < 2
                    ? Optional.empty()
                    : Optional.of(
                            new Seen(lines.get(0), Instant.parse(lines.get(1).strip())));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", e);
        }
    }

    /** Call it when the database has the same written down, never before. */
    void write(Seen seen) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, seen.identity() + "\n" + seen.seen() + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written.", e);
        }
    }
}
