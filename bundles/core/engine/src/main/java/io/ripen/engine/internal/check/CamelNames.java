package io.ripen.engine.internal.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The schemes of all of Camel's components, as its catalogue lists them; a test compares the list with the catalogue. */
public final class CamelNames {
    private static final Set<String> COMPONENTS = read("camel-components.txt");

    private CamelNames() {}

    public static boolean isComponent(String scheme) {
        return COMPONENTS.contains(scheme);
    }

    static Set<String> components() {
        return COMPONENTS;
    }

    private static Set<String> read(String resource) {
        try (InputStream in = CamelNames.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from the bundle.");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
