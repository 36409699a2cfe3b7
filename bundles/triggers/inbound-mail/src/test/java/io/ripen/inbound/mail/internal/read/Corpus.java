package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real mails that are kept outside of the project; tests that score us on them are left out where they are not there, unless {@code RIPEN_NEEDS_CORPUS} is set. */
final class Corpus {
    private Corpus() {}

    static Path folder(String name) {
        String set = System.getProperty("ripen.corpora", System.getenv("RIPEN_CORPORA"));
        Path base = set != null ? Path.of(set) : beside();
        Path folder = base == null ? null : base.resolve(name);
        boolean there = folder != null && Files.isDirectory(folder);
        // Where everything is to be tested nothing may be left out in silence.
        assertThat(there || System.getenv("RIPEN_NEEDS_CORPUS") == null)
                .as("Lay the corpora into shared/data beside the project, or name their folder in RIPEN_CORPORA.")
                .isTrue();
        Assumptions.assumeTrue(there, "There is no corpus '" + name + "' here.");
        return folder;
    }

    /** The folder {@code shared/data} beside the project. */
    private static Path beside() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared/data");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return null;
    }

    static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
