package io.ripen.conversation.internal.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row of words to find in a part of a sentence. What may be left out and gaps are bounded, and each try walks forward over
 * a short part: no text can make it slow. Immutable.
 */
final class Rule {
    private enum Kind {
        WORD,
        OPTIONAL,
        ANY_NUMBER,
        GAP,
        BEGINNING,
        END
    }

    private record Element(Kind kind, Words words, int most) {}

    /** Words that are meant, whole, by their beginning or by their end. */
    record Words(Set<String> whole, List<String> beginnings, List<String> ends) {
        static final Words NONE = new Words(Set.of(), List.of(), List.of());

        boolean contains(String word) {
            if (whole.contains(word)) {
                return true;
            }
            for (String beginning : beginnings) {
                if (word.startsWith(beginning)) {
                    return true;
                }
            }
            for (String end : ends) {
                if (word.endsWith(end)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Element> elements;

    private Rule(List<Element> elements) {
        this.elements = List.copyOf(elements);
    }

    /** @param lists by name, without the dollar sign */
    static Rule parse(String text, Map<String, Words> lists) {
        List<Element> elements = new ArrayList<>();
        for (String part : text.trim().split(" +")) {
            elements.add(element(part, lists));
        }
        return new Rule(elements);
    }

    private static Element element(String part, Map<String, Words> lists) {
        if (part.equals("^")) {
            return new Element(Kind.BEGINNING, Words.NONE, 0);
        }
        if (part.equals(".")) {
            return new Element(Kind.END, Words.NONE, 0);
        }
        return switch (part.charAt(0)) {
            case '~' -> new Element(Kind.GAP, Words.NONE, Integer.parseInt(part.substring(1)));
            case '@' -> new Element(Kind.ANY_NUMBER, words("$" + part.substring(1), lists), 0);
            case '?' -> new Element(Kind.OPTIONAL, words(part.substring(1), lists), 0);
            default -> new Element(Kind.WORD, words(part, lists), 0);
        };
    }

    static Words words(String text, Map<String, Words> lists) {
        Set<String> whole = new java.util.HashSet<>();
        List<String> beginnings = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (String each : text.split("[| ]+")) {
            if (each.startsWith("$")) {
                Words list = lists.get(each.substring(1));
                if (list == null) {
                    throw new IllegalArgumentException("There is no list " + each + ".");
                }
                whole.addAll(list.whole());
                beginnings.addAll(list.beginnings());
                ends.addAll(list.ends());
            } else if (each.endsWith("*")) {
                beginnings.add(each.substring(0, each.length() - 1));
            } else if (each.startsWith("*")) {
                ends.add(each.substring(1));
            } else {
                whole.add(each);
            }
        }
        return new Words(Set.copyOf(whole), List.copyOf(beginnings), List.copyOf(ends));
    }

    /** Where it matches: the words from {@code from} on, before {@code to}. */
    record Found(int from, int to) {}

    /** The first place at which it matches; null when there is none. */
    @org.jspecify.annotations.Nullable Found find(List<String> words) {
        return find(words, 0);
    }

    /** The first place from this word on at which it matches; null when there is none. */
    @org.jspecify.annotations.Nullable Found find(List<String> words, int start) {
        for (int from = start; from < words.size(); from++) {
            int to = match(words, from, 0);
            if (to >= 0) {
                return new Found(from, to);
            }
        }
        return null;
    }

    /** Where the match ends; -1 when there is none. */
    private int match(List<String> words, int at, int element) {
        if (element == elements.size()) {
            return at;
        }
        Element next = elements.get(element);
        boolean here = at < words.size() && next.words().contains(words.get(at));
        return switch (next.kind()) {
            case BEGINNING -> at == 0 ? match(words, at, element + 1) : -1;
            case END -> at == words.size() ? match(words, at, element + 1) : -1;
            case WORD -> here ? match(words, at + 1, element + 1) : -1;
            case OPTIONAL -> {
                int taken = here ? match(words, at + 1, element + 1) : -1;
                yield taken >= 0 ? taken : match(words, at, element + 1);
            }
            case ANY_NUMBER -> {
                // The longest first; all shorter ones after it.
                int end = at;
                while (end < words.size() && next.words().contains(words.get(end))) {
                    end++;
                }
                int found = -1;
                for (int to = end; to >= at && found < 0; to--) {
                    found = match(words, to, element + 1);
                }
                yield found;
            }
            case GAP -> {
                int found = -1;
                for (int skip = 0; skip <= next.most() && at + skip <= words.size() && found < 0; skip++) {
                    found = match(words, at + skip, element + 1);
                }
                yield found;
            }
        };
    }
}
