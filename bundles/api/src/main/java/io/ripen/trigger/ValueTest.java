package io.ripen.trigger;

import io.ripen.text.Compared;
import io.ripen.text.ValueText;
import org.jspecify.annotations.Nullable;

/**
 * What a value of an event or of a custom field is compared with: words ({@code Gold,Silver}, without regard to case), or a
 * number when it begins with {@code <} or {@code >} ({@code >100}); {@code *} asks only that there is a value. Of a list one
 * value must match. Immutable.
 */
public final class ValueTest {
    private final @Nullable WordList words;
    private final @Nullable NumberRange range;

    private ValueTest(@Nullable WordList words, @Nullable NumberRange range) {
        this.words = words;
        this.range = range;
    }

    /** @throws IllegalArgumentException when it is empty or a broken comparison, with the cure */
    public static ValueTest of(String option, String written) {
        String text = written.strip();
        if (text.equals("*")) {
            return new ValueTest(null, null);
        }
        return text.startsWith(">") || text.startsWith("<")
                ? new ValueTest(null, NumberRange.of(option, text))
                : new ValueTest(WordList.of(option, text), null);
    }

    /** Whether a plain JSON value is what was asked for. */
    public boolean has(@Nullable Object value) {
        if (value instanceof Iterable<?> list) {
            for (Object each : list) {
                if (has(each)) {
                    return true;
                }
            }
            return false;
        }
        if (value == null) {
            return false;
        }
        if (range != null) {
            return range.has(value);
        }
        return words == null
                || words.has(ValueText.of(value))
                || words.words().stream().anyMatch(word -> Compared.same(value, word));
    }
}
