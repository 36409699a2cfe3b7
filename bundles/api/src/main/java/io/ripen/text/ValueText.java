package io.ripen.text;

import java.math.BigDecimal;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How a plain JSON value reads in a text: the one place where a number, a list or an object becomes words, for templates,
 * expressions, notes, keys and comparisons. Numbers stand as people write them, without exponent and without zeros that say
 * nothing: {@code 2300}, {@code 98000000.25}, {@code 0.00025}. The same for every country; a template's formats are for that.
 */
public final class ValueText {
    private static final int MOST_DEPTH = 16;

    private ValueText() {}

    /**
     * A value as text.
     *
     * @param value text, number, boolean, list or map of these; anything else by its own {@code toString}. Null is the empty
     *     string. Of a list the values stand with commas between, of a map {@code name: value}; what is null or nested more than
     *     16 deep is left out
     */
    public static String of(@Nullable Object value) {
        return of(value, 0);
    }

    private static String of(@Nullable Object value, int depth) {
        if (value == null || depth > MOST_DEPTH) {
            return "";
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Iterable<?> list) {
            StringJoiner joined = new StringJoiner(", ");
            for (Object each : list) {
                add(joined, "", each, depth);
            }
            return joined.toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner joined = new StringJoiner(", ");
            map.forEach((name, each) -> add(joined, name + ": ", each, depth));
            return joined.toString();
        }
        return String.valueOf(value);
    }

    private static void add(StringJoiner joined, String before, @Nullable Object value, int depth) {
        String text = of(value, depth + 1);
        if (!text.isEmpty()) {
            joined.add(before + text);
        }
    }

    private static String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue()) ? plain(new BigDecimal(number.toString())) : number.toString();
        }
        return number instanceof BigDecimal decimal ? plain(decimal) : number.toString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
