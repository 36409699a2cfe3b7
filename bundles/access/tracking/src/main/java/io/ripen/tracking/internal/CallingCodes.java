package io.ripen.tracking.internal;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Into which countries a form lets texts go. Anybody may type any number into a form, and some earn by each text to a dear one
 * ("SMS pumping"). Immutable.
 */
final class CallingCodes {
    private static final Pattern CODE = Pattern.compile("[1-9][0-9]{0,3}");
    private static final Pattern DECORATION = Pattern.compile("[^0-9+]");

    private final Set<String> codes;

    /**
     * @param codes such as 1 and 44, with or without a plus sign; none for all countries
     * @throws IllegalArgumentException when one is no calling code
     */
    CallingCodes(Set<String> codes) {
        this.codes = Set.copyOf(codes.stream()
                .map(code -> code.startsWith("+") ? code.substring(1) : code)
                .toList());
        for (String code : this.codes) {
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("'" + code + "' is no calling code: write digits, such as 1 or 44.");
            }
        }
    }

    /** Whether a number may be kept. One without a country in it is one of the team's own. */
    boolean allow(String number) {
        String plain = DECORATION.matcher(number).replaceAll("");
        String international =
                plain.startsWith("+") ? plain.substring(1) : plain.replaceFirst("^(?:00|011)(?=[1-9])", "+");
        if (!plain.startsWith("+") && !international.startsWith("+")) {
            return true;
        }
        String digits = international.replace("+", "");
        return codes.isEmpty() || codes.stream().anyMatch(digits::startsWith);
    }
}
