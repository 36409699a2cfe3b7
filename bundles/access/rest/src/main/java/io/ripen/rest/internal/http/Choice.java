package io.ripen.rest.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads one of the names of an enum, in any case, with {@code -} for {@code _} if one likes. */
public final class Choice {
    private Choice() {}

    /** @throws ProblemException when it is none of them, with the nearest */
    public static <E extends Enum<E>> E of(String field, String text, Class<E> type) {
        String wanted = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        List<E> all = Arrays.asList(type.getEnumConstants());
        return all.stream()
                .filter(each -> each.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        field,
                        Quoted.of(text) + " is not one of the values of '" + field + "'.",
                        NameCure.of(text, all.stream().map(Enum::name).toList())));
    }
}
