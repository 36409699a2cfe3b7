package io.ripen.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Bundles of the build that tests drop into the container. */
public final class Artifacts {

    static final Path ROOT =
            Path.of(System.getProperty("ripen.root", "../..")).toAbsolutePath().normalize();

    private Artifacts() {}

    /** The example channel of a third party. */
    public static Path consoleChannel() {
        return jarOf("examples/console-channel");
    }

    /** The jar that a module of the source tree was built to. */
    public static Path jarOf(String module) {
        Path target = ROOT.resolve(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*-(tests|sources|javadoc)\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IllegalStateException(
                        "Expected one jar in " + target + " but found " + jars + "; build " + module + " first");
            }
            return jars.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Build " + module + " first", e);
        }
    }
}
