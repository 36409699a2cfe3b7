package io.ripen.policy.pace.internal;

import io.ripen.team.Team;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one sender may send.
 *
 * @param perSecond units a second, 0 for no limit
 * @param perDay units in one of the team's days, 0 for no limit
 */
record SenderPace(double perSecond, long perDay) {

    boolean isUnlimited() {
        return perSecond <= 0 && perDay <= 0;
    }

    /**
     * Reads {@code "pace": {"sms": {"perSecond": 10, "perDay": 5000}, "ceiling": 2000}} of a team's settings.
     *
     * @param usual units a second that count when the team says nothing
     * @throws IllegalArgumentException with the setting's name and the cure
     */
    static SenderPace of(Team team, String channel, double usual) {
        Object written = setting(team).get(channel);
        if (written == null) {
            return new SenderPace(usual, 0);
        }
        if (!(written instanceof Map<?, ?> map)) {
            throw wrong(channel, written, "write an object such as {\"perSecond\": 10}");
        }
        for (Object name : map.keySet()) {
            if (!Set.of("perSecond", "perDay").contains(String.valueOf(name))) {
                throw wrong(channel + "." + name, String.valueOf(map.get(name)), "use perSecond and perDay");
            }
        }
        return new SenderPace(number(channel + ".perSecond", map.get("perSecond"), usual, 10_000), (long)
                number(channel + ".perDay", map.get("perDay"), 0, 100_000_000));
    }

    static long ceiling(Team team, int usual) {
        return (long) number("ceiling", setting(team).get("ceiling"), usual, 100_000_000);
    }

    private static Map<?, ?> setting(Team team) {
        Object written = team.settings().get("pace");
        if (written == null) {
            return Map.of();
        }
        if (written instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("The setting 'pace' of team '" + team.id() + "' is '" + written
                + "': write an object such as {\"sms\": {\"perSecond\": 10}, \"ceiling\": 2000}.");
    }

    private static double number(String name, @Nullable Object written, double otherwise, double most) {
        if (written == null) {
            return otherwise;
        }
        if (written instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw wrong(name, written, "write a number from 0 (no limit) to " + (long) most);
    }

    private static IllegalArgumentException wrong(String name, Object written, String cure) {
        return new IllegalArgumentException(
                "The team's setting 'pace." + name + "' is '" + written + "': " + cure + ".");
    }
}
