package io.ripen.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A watched folder of the container: files appear in it whole, as a careful operator would put them there. */
public final class Folder {

    private final Path root;

    Folder(Path root) {
        this.root = root;
    }

    public Path path() {
        return root;
    }

    /** Writes a file beside its place and moves it in, so that nobody sees half of it. */
    public void put(String name, String content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Path beside = Files.createTempFile(root.getParent(), "put", ".part");
            Files.writeString(beside, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a file in under its own name; returns where it lies. */
    public Path put(Path source) {
        try {
            Path file = root.resolve(source.getFileName());
            Files.createDirectories(root);
            Path beside = Files.createTempFile(root.getParent(), "put", ".part");
            Files.copy(source, beside, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file, or a folder with all that is in it; nothing happens when it is not there. */
    public void remove(String name) {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            return;
        }
        try (Stream<Path> files = Files.walk(file)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
