package io.ripen.conversation.internal.reading;

import io.ripen.conversation.internal.reading.Rule.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words and rules of {@code replies.txt}, whose head says how it is written. Immutable. */
final class ReplyRules {
    private static final String FILE = "replies.txt";

    /** Rules that belong together. */
    static final class Group {
        final String name;
        final List<Rule> holds = new ArrayList<>();
        final List<Rule> notHere = new ArrayList<>();
        final List<Rule> notAtAll = new ArrayList<>();

        Group(String name) {
            this.name = name;
        }
    }

    private final Map<String, Words> lists = new HashMap<>();
    private final Map<String, Set<String>> keywords = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();

    private ReplyRules() {}

    static ReplyRules read() {
        try (InputStream in = ReplyRules.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the bundle: build it anew.");
            }
            ReplyRules rules = new ReplyRules();
            int number = 0;
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                rules.take(line.trim(), number);
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " could not be read.", e);
        }
    }

    private void take(String line, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        try {
            if (line.startsWith("[")) {
                groups.add(new Group(line.substring(1, line.length() - 1)));
                return;
            }
            char first = line.charAt(0);
            if (first == '+' || first == '-' || first == '!') {
                Group group = groups.get(groups.size() - 1);
                List<Rule> to = first == '+' ? group.holds : first == '-' ? group.notHere : group.notAtAll;
                to.add(Rule.parse(line.substring(1), lists));
                return;
            }
            int equals = line.indexOf('=');
            String name = line.substring(0, equals).trim();
            String words = line.substring(equals + 1).trim();
            if (name.startsWith("keyword ")) {
                keywords.computeIfAbsent(name.substring(8).trim(), n -> new HashSet<>())
                        .addAll(List.of(words.split(" +")));
            } else {
                lists.put(name.substring(1), Rule.words(words, lists));
            }
        } catch (RuntimeException wrong) {
            throw new IllegalStateException(FILE + ", line " + number + " cannot be read: " + line, wrong);
        }
    }

    /** Whole messages, written without spaces. */
    Set<String> keywords(String name) {
        return keywords.getOrDefault(name, Set.of());
    }

    Words list(String name) {
        return lists.getOrDefault(name, Words.NONE);
    }

    List<Group> groups() {
        return groups;
    }
}
