package io.ripen.trigger;

import io.ripen.text.Compared;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of an option that asks for a number: {@code 42}, {@code 20-100}, {@code 500+}, {@code >100}, {@code >=100},
 * {@code <20} or {@code <=20}. Immutable.
 */
public final class NumberRange {
    private static final String NUMBER = "\\d{1,15}(?:\\.\\d{1,6})?";
    private static final Pattern BETWEEN = Pattern.compile("(" + NUMBER + ")\\s*-\\s*(" + NUMBER + ")");
    private static final Pattern FROM = Pattern.compile("(" + NUMBER + ")\\s*\\+");
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<|=)?\\s*(-?" + NUMBER + ")");

    private final @Nullable BigDecimal least;
    private final boolean leastIncluded;
    private final @Nullable BigDecimal most;
    private final boolean mostIncluded;

    private NumberRange(
            @Nullable BigDecimal least, boolean leastIncluded, @Nullable BigDecimal most, boolean mostIncluded) {
        this.least = least;
        this.leastIncluded = leastIncluded;
        this.most = most;
        this.mostIncluded = mostIncluded;
    }

    /** @throws IllegalArgumentException when it is no number and no range, with the cure */
    public static NumberRange of(String option, String written) {
        String text = written.strip();
        Matcher between = BETWEEN.matcher(text);
        if (between.matches()) {
            BigDecimal least = new BigDecimal(between.group(1));
            BigDecimal most = new BigDecimal(between.group(2));
            if (least.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "Option '" + option + "' goes from the greater to the smaller number in '" + written
                                + "': write " + most.toPlainString() + "-" + least.toPlainString() + ".");
            }
            return new NumberRange(least, true, most, true);
        }
        Matcher from = FROM.matcher(text);
        if (from.matches()) {
            return new NumberRange(new BigDecimal(from.group(1)), true, null, false);
        }
        Matcher compared = COMPARED.matcher(text);
        if (!compared.matches()) {
            throw new IllegalArgumentException("Option '" + option + "' is '" + written
                    + "', which is no number and no range: write 42, 20-100, 500+, >100 or <20.");
        }
        BigDecimal number = new BigDecimal(compared.group(2));
        String sign = compared.group(1) == null ? "=" : compared.group(1);
        return switch (sign) {
            case ">" -> new NumberRange(number, false, null, false);
            case ">=" -> new NumberRange(number, true, null, false);
            case "<" -> new NumberRange(null, false, number, false);
            case "<=" -> new NumberRange(null, false, number, true);
            default -> new NumberRange(number, true, number, true);
        };
    }

    /** Whether a number, or a text that is one, lies in the range; anything else does not. */
    public boolean has(@Nullable Object value) {
        BigDecimal number = number(value);
        return number != null
                && (least == null || number.compareTo(least) > (leastIncluded ? -1 : 0))
                && (most == null || number.compareTo(most) < (mostIncluded ? 1 : 0));
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return Compared.number(value).orElse(null);
    }
}
