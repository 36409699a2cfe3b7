package io.ripen.core.store.internal;

import java.nio.file.Path;
import java.util.Optional;

/** Where an H2 database keeps its file, by its address. */
final class H2Files {
    private static final String PREFIX = "jdbc:h2:";
    private static final String FILE = "file:";

    private H2Files() {}

    /** Empty when the address is not that of a file of this machine. */
    static Optional<Path> of(String url) {
        if (!url.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int options = url.indexOf(';');
        String name = url.substring(PREFIX.length(), options < 0 ? url.length() : options);
        if (name.startsWith(FILE)) {
            name = name.substring(FILE.length());
        } else if (name.matches("(mem|tcp|ssl|nio|nioMapped|async|split|zip|cluster):.*")) {
            return Optional.empty();
        }
        if (name.startsWith("~/")) {
            name = System.getProperty("user.home") + name.substring(1);
        }
        return Optional.of(Path.of(name + ".mv.db"));
    }
}
