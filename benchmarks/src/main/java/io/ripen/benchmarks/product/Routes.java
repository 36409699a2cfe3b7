package io.ripen.benchmarks.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of routes for a run: the shipped plumbing, and sequences of the program's own. */
public final class Routes {
    private Routes() {}

    /** Copies the plumbing of the sources. */
    public static void plumbing(Path sources, Path routes) throws IOException {
        Path to = Files.createDirectories(routes.resolve("plumbing"));
        try (Stream<Path> files = Files.list(sources.resolve("camel-routes/plumbing"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".xml")).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    /** Writes {@code sequences/ID/ID.xml} and its templates. */
    public static void sequence(Path routes, String id, String xml, Map<String, String> templates) throws IOException {
        Path folder = Files.createDirectories(routes.resolve("sequences").resolve(id));
        for (Map.Entry<String, String> template : templates.entrySet()) {
            Files.writeString(folder.resolve(template.getKey()), template.getValue());
        }
        // Last, so that a poller that looks now finds the templates.
        Files.writeString(folder.resolve(id + ".xml"), xml);
    }
}
