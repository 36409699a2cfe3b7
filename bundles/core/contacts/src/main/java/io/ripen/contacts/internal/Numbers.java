package io.ripen.contacts.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers as exports write them: {@code 1,000}, {@code 1.000}, {@code 1 000}, {@code 51.0}, {@code 10000+},
 * {@code 51-200}, {@code 2.5k}, {@code about 40 employees}. Of a range the lower end counts: who has 51 to 200 people has at
 * least 51.
 */
final class Numbers {
    private static final Pattern NUMBER =
            Pattern.compile("\\d{1,3}(?:[,.'’ \\u00A0\\u202F]\\d{3})+(?!\\d)|\\d+(?:[.,]\\d+)?");
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(?:about|approx\\.?|approximately|around|ca\\.?|circa|etwa|rund|up to|less than|more than|over|under|[~≈<>=≤≥])\\s*)*"
                    + "(?<first>" + NUMBER + ")\\s*(?<thousand>[kKmM](?![a-zA-Z]))?\\s*"
                    + "(?:(?:-|–|—|to|bis|a|à|…|\\.\\.)\\s*(?:" + NUMBER
                    + ")\\s*(?:[kKmM](?![a-zA-Z]))?|\\+|or more|and above|plus)?\\s*"
                    + "(?:employees?|people|persons?|staff|fte|mitarbeiter(?:innen)?|empleados|employés|salariés|dipendenti|funcionários)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Numbers() {}

    /** The number that is meant, or the lower end; null when it is none. */
    static @Nullable Integer whole(String written) {
        String text = written.strip();
        boolean negative = text.startsWith("-");
        Matcher matcher = WRITTEN.matcher(negative ? text.substring(1) : text);
        if (text.length() > 60 || !matcher.matches()) {
            return null;
        }
        String digits = matcher.group("first");
        boolean grouped = digits.matches("\\d{1,3}(?:[,.'’ \\u00A0\\u202F]\\d{3})+");
        BigDecimal number = new BigDecimal(grouped ? digits.replaceAll("\\D", "") : digits.replace(',', '.'));
        String thousand = matcher.group("thousand");
        if (thousand != null) {
            // 2.500k is nobody's.
            number = number.multiply(
                    BigDecimal.valueOf(thousand.toLowerCase(Locale.ROOT).equals("k") ? 1_000 : 1_000_000));
        }
        number = number.setScale(0, RoundingMode.HALF_UP);
        if (number.precision() > 10 || number.longValue() > Integer.MAX_VALUE) {
            return null;
        }
        return negative ? -number.intValue() : number.intValue();
    }

    /** Whether it is more or less than a plain number, which a note keeps as it was. */
    static boolean isPlain(String written) {
        return written.strip().matches("-?\\d+");
    }
}
