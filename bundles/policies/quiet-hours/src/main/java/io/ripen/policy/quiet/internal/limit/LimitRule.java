package io.ripen.policy.quiet.internal.limit;

import io.ripen.policy.quiet.internal.window.WeekHours;
import java.util.Set;

/**
 * What one law says.
 *
 * @param where {@code *} for everywhere, a country ({@code US}) or one of its states ({@code US-FL})
 * @param kinds of {@code sms}, {@code email}, {@code call}
 * @param source the law, in words
 */
public record LimitRule(String where, Set<String> kinds, WeekHours hours, String source) {
    /**
     * Whether it counts for somebody who is there.
     *
     * @param place a country or a state; for a country whose state is unknown the rules of all its states count
     */
    boolean appliesTo(String place) {
        return where.equals("*")
                || where.equals(place)
                || place.startsWith(where + "-")
                || (place.indexOf('-') < 0 && where.startsWith(place + "-"));
    }
}
