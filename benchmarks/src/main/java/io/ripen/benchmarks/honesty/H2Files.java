package io.ripen.benchmarks.honesty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the embedded database that a stopped product left in its data directory. */
final class H2Files {
    private static final String SUFFIX = ".mv.db";

    private H2Files() {}

    /** JDBC URL to read it with. */
    static String url(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            String file = files.map(Path::toString)
                    .filter(name -> name.endsWith(SUFFIX))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no H2 database below " + data + "."));
            return "jdbc:h2:file:" + file.substring(0, file.length() - SUFFIX.length())
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;IFEXISTS=TRUE";
        }
    }
}
