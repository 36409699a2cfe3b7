package io.ripen.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How values are compared, in triggers and in conditions alike: upper and lower case make no difference, nor do blanks around and
 * how many stand between words; {@code 1,000} is the number 1000.
 */
public final class Compared {
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3}){1,8}(?:\\.\\d{1,9})?");
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,25}(?:\\.\\d{1,9})?(?:[eE][+-]?\\d{1,2})?");
    /** A code or a number to dial, and no amount. */
    private static final Pattern CODE = Pattern.compile("\\+.*|0\\d.*");
    /** What is longer is a text, and no name. */
    private static final int LONGEST_NUMBER = 40;

    private Compared() {}

    /** The text as it is compared: without blanks around, one blank between words, in lower case. */
    public static String words(String written) {
        return BLANKS.matcher(written).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** The number that a value is: a number, or a text that is one, with or without commas between thousands. */
    public static Optional<BigDecimal> number(@Nullable Object value) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            return Optional.empty();
        }
        String text = value.toString().strip();
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        if (GROUPED.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replace(",", "")));
        }
        return PLAIN.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** Whether two values are the same: the same words, or the same number. {@code 007} is a code, and not the number 7. */
    public static boolean same(Object one, Object other) {
        String first = words(ValueText.of(one));
        String second = words(ValueText.of(other));
        if (first.equals(second)) {
            return true;
        }
        if (CODE.matcher(first).matches() || CODE.matcher(second).matches()) {
            return false;
        }
        Optional<BigDecimal> number = number(one);
        return number.isPresent()
                && number(other)
                        .filter(each -> each.compareTo(number.get()) == 0)
                        .isPresent();
    }
}
