package io.ripen.conversation.internal.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists of {@code keywords.txt}, whose head says what they are. Immutable. */
final class Keywords {
    private static final String FILE = "keywords.txt";

    private final Map<String, Set<String>> lists = new HashMap<>();

    private Keywords() {}

    static Keywords read() {
        try (InputStream in = Keywords.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the bundle: build it anew.");
            }
            Keywords keywords = new Keywords();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int equals = line.indexOf(" = ");
                if (!line.startsWith("#") && equals > 0) {
                    keywords.lists
                            .computeIfAbsent(line.substring(0, equals), name -> new HashSet<>())
                            .addAll(List.of(line.substring(equals + 3).trim().split(" +")));
                }
            }
            return keywords;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " could not be read.", e);
        }
    }

    Set<String> list(String name) {
        Set<String> list = lists.get(name);
        if (list == null) {
            throw new IllegalStateException(FILE + " has no list '" + name + "'.");
        }
        return list;
    }
}
