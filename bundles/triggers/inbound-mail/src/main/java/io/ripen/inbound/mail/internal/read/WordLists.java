package io.ripen.inbound.mail.internal.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lists of phrases from a file beside this class: {@code [name]} begins a list, each line is a phrase, {@code #} begins a
 * comment. Phrases are made plain as the texts are that they are looked for in.
 */
final class WordLists {
    private final Map<String, List<String>> lists;

    private WordLists(Map<String, List<String>> lists) {
        this.lists = lists;
    }

    static WordLists load(String file) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(WordLists.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> current = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                if (text.startsWith("[") && text.endsWith("]")) {
                    current = lists.computeIfAbsent(text.substring(1, text.length() - 1), key -> new ArrayList<>());
                } else {
                    current.add(Words.plain(text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The list " + file + " of this bundle cannot be read.", e);
        }
        return new WordLists(lists);
    }

    /** The phrases of a list, in order. */
    List<String> get(String name) {
        List<String> list = lists.get(name);
        if (list == null) {
            throw new IllegalStateException("There is no list '" + name + "'.");
        }
        return list;
    }

    Iterable<String> names() {
        return lists.keySet();
    }
}
