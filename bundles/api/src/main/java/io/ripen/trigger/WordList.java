package io.ripen.trigger;

import io.ripen.text.Compared;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of an option that names one word or several, separated by {@code ,} or {@code |}, any of which may match,
 * as {@link Compared} says: {@code tag=VIP,Trial}. Immutable.
 */
public final class WordList {
    private final Set<String> lowerCase;

    private WordList(Set<String> lowerCase) {
        this.lowerCase = lowerCase;
    }

    /** @throws IllegalArgumentException when a word is empty, with the cure */
    public static WordList of(String option, String written) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : List.of(written.split("[,|]", -1))) {
            if (word.isBlank()) {
                throw new IllegalArgumentException("Option '" + option + "' has an empty value in '" + written
                        + "': name one or several, separated by commas, or leave the option out.");
            }
            words.add(normal(word));
        }
        return new WordList(words);
    }

    /** The words, in lower case. */
    public Set<String> words() {
        return Set.copyOf(lowerCase);
    }

    /** Whether a value is one of the words. */
    public boolean has(@Nullable String value) {
        return value != null && lowerCase.contains(normal(value));
    }

    /** Whether one of the values is one of the words. */
    public boolean hasAny(Collection<String> values) {
        return values.stream().anyMatch(this::has);
    }

    private static String normal(String value) {
        return Compared.words(value);
    }
}
