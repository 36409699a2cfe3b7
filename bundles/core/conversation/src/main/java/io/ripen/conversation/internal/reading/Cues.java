package io.ripen.conversation.internal.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of {@code cues.txt}, whose head says what they are: by them a request to stop is known in every language alike. Immutable.
 */
final class Cues {
    private static final String FILE = "cues.txt";
    /** "Take me off your list": what belongs together may be so many words apart. */
    private static final int NEAR = 6;

    private static final int LONGEST_ELISION = 2;
    private static final List<String> ELISIONS = List.of("n", "m", "d", "l", "s", "t", "j", "qu");

    /** What a word stands for. */
    enum Group {
        STOP,
        MAYBE,
        TALK,
        REMOVE,
        LIST,
        ALONE,
        TROUBLE,
        ENOUGH,
        NEVER,
        NOT,
        ME,
        YOU,
        MORE,
        WANT,
        LATER,
        ASK,
        THING,
        BACK
    }

    /** Groups of which one word alone may ask to stop. */
    private static final Set<Group> ALONE_ENOUGH =
            EnumSet.of(Group.STOP, Group.MAYBE, Group.REMOVE, Group.ALONE, Group.TROUBLE, Group.ENOUGH);

    /** @param ending whether any ending may follow; @param elided whether a French n', m', d' may come before */
    private record Entry(Group group, String[] words, boolean ending, boolean elided) {}

    /** By the first letters, as many as the shortest first word has. */
    private final Map<String, List<Entry>> byWord = new HashMap<>();

    private final Map<String, List<Entry>> byBeginning = new HashMap<>();

    private Cues() {}

    static Cues read() {
        try (InputStream in = Cues.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the bundle: build it anew.");
            }
            Cues cues = new Cues();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int equals = line.indexOf(" = ");
                if (!line.startsWith("#") && equals > 0) {
                    String[] name = line.substring(0, equals).split("\\.");
                    Group group = Group.valueOf(name[0].toUpperCase(Locale.ROOT));
                    for (String each : line.substring(equals + 3).strip().split(" +")) {
                        cues.add(group, each, name[1].equals("fr"));
                    }
                }
            }
            return cues;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " could not be read.", e);
        }
    }

    private void add(Group group, String given, boolean french) {
        boolean ending = given.endsWith("*");
        String[] words = (ending ? given.substring(0, given.length() - 1) : given).split("_");
        Entry entry = new Entry(group, words, ending, french);
        boolean open = ending && words.length == 1;
        (open ? byBeginning : byWord)
                .computeIfAbsent(words[0], first -> new ArrayList<>())
                .add(entry);
    }

    /** For each word of a sentence the groups that it belongs to. */
    List<Set<Group>> groups(List<String> words) {
        List<Set<Group>> found = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            Set<Group> some = EnumSet.noneOf(Group.class);
            look(words, i, words.get(i), false, some);
            for (String each : ELISIONS) {
                if (words.get(i).startsWith(each) && words.get(i).length() > LONGEST_ELISION + 1) {
                    look(words, i, words.get(i).substring(each.length()), true, some);
                }
            }
            found.add(some);
        }
        return found;
    }

    private void look(List<String> words, int at, String word, boolean elided, Set<Group> found) {
        for (Entry each : byWord.getOrDefault(word, List.of())) {
            if ((each.elided || !elided) && matches(each, words, at)) {
                found.add(each.group);
            }
        }
        for (int length = 1; length <= word.length(); length++) {
            for (Entry each : byBeginning.getOrDefault(word.substring(0, length), List.of())) {
                if (each.elided || !elided) {
                    found.add(each.group);
                }
            }
        }
    }

    private static boolean matches(Entry entry, List<String> words, int at) {
        if (at + entry.words.length > words.size()) {
            return false;
        }
        for (int i = 1; i < entry.words.length; i++) {
            String word = words.get(at + i);
            boolean last = i == entry.words.length - 1;
            if (last && entry.ending ? !word.startsWith(entry.words[i]) : !word.equals(entry.words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether anything in these words may ask to stop; without it nothing is held. */
    boolean evidence(List<String> words) {
        List<Set<Group>> groups = groups(words);
        for (int i = 0; i < groups.size(); i++) {
            Set<Group> here = groups.get(i);
            if (here.stream().anyMatch(ALONE_ENOUGH::contains)) {
                return true;
            }
            if (here.contains(Group.NEVER) || here.contains(Group.NOT)) {
                for (int k = Math.max(0, i - NEAR); k < Math.min(groups.size(), i + NEAR + 1); k++) {
                    if (groups.get(k).contains(Group.TALK) || groups.get(k).contains(Group.LIST)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** What the groups of a sentence show, to learn from: each, and which stand near each other in which order. */
    Hashes features(List<String> words) {
        List<Set<Group>> groups = groups(words);
        Hashes features = new Hashes();
        for (int i = 0; i < groups.size(); i++) {
            for (Group one : groups.get(i)) {
                int hash = Hashes.with('@', one.name());
                features.add(hash);
                for (int k = i; k < Math.min(groups.size(), i + NEAR + 1); k++) {
                    for (Group other : groups.get(k)) {
                        if (k > i || one.ordinal() < other.ordinal()) {
                            char between = k == i + 1 ? '+' : k == i ? '=' : '>';
                            features.add(Hashes.with(Hashes.with(hash, between), other.name()));
                        }
                    }
                }
            }
        }
        return features;
    }
}
