package io.ripen.policy.caps.internal;

import io.ripen.channel.AddressKind;
import io.ripen.trigger.TimeSpan;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The caps of a team: {@code "caps": "b2b"}, or {@code "caps": {"preset": "b2c", "sms": {"perDay": 1}, "email": {"apart":
 * "48 hours", "perWeek": 3}}} in its settings. What is not named is as in the preset.
 *
 * @param sms for what goes to a phone number
 * @param email for e-mails
 * @param sameText for how long the same text of a step does not go to one address for another contact; zero: it does
 */
record TeamCaps(Cap sms, Cap email, Duration sameText) {
    private static final Duration WEEK = Duration.ofDays(7);

    /** What the trade's guides ask for: one SMS a day, e-mails two days apart. */
    static final TeamCaps USUAL = new TeamCaps(new Cap(1, Duration.ZERO, 0), new Cap(0, Duration.ofHours(48), 0), WEEK);

    private static final TeamCaps NONE = new TeamCaps(Cap.NONE, Cap.NONE, Duration.ZERO);

    private static final Map<String, TeamCaps> PRESETS = Map.of(
            "usual",
            USUAL,
            // One e-mail in four to seven days.
            "b2b",
            new TeamCaps(USUAL.sms(), new Cap(0, Duration.ofDays(4), 0), WEEK),
            // Two to three e-mails a week.
            "b2c",
            new TeamCaps(USUAL.sms(), new Cap(0, Duration.ofHours(48), 3), WEEK));

    Cap of(AddressKind kind) {
        return switch (kind) {
            case PHONE -> sms;
            case EMAIL -> email;
            case NONE -> Cap.NONE;
        };
    }

    /**
     * Reads the setting {@code caps}.
     *
     * @param written null for the preset {@code otherwise}
     * @throws IllegalArgumentException with the setting's name and the cure
     */
    static TeamCaps of(@Nullable Object written, TeamCaps otherwise) {
        if (written == null) {
            return otherwise;
        }
        if (written instanceof String name) {
            return preset(name);
        }
        if (!(written instanceof Map<?, ?> map)) {
            throw wrong("caps", written, "write a preset (usual, b2b, b2c) or an object with sms and email");
        }
        known("caps", map, Set.of("preset", "sms", "email", "sameText"));
        TeamCaps base = map.get("preset") == null ? otherwise : preset(map.get("preset"));
        return new TeamCaps(
                cap("caps.sms", map.get("sms"), base.sms()),
                cap("caps.email", map.get("email"), base.email()),
                sameText(map.get("sameText"), base.sameText()));
    }

    private static Duration sameText(@Nullable Object written, Duration otherwise) {
        if (written == null) {
            return otherwise;
        }
        return written.toString().equals("0") ? Duration.ZERO : TimeSpan.of("caps.sameText", written.toString());
    }

    /**
     * What {@code etc} says: a preset, or {@code none}. Only there: an operator may leave all caps out, in a trial for instance,
     * but no team can free itself of them.
     */
    static TeamCaps configured(String preset) {
        if (!preset.equals("none") && !PRESETS.containsKey(preset)) {
            throw new IllegalArgumentException(
                    "'preset' is '" + preset + "', which is no preset: write usual, b2b, b2c or none.");
        }
        return preset.equals("none") ? NONE : preset(preset);
    }

    static TeamCaps preset(Object name) {
        TeamCaps preset = PRESETS.get(name.toString());
        if (preset == null) {
            throw wrong("caps.preset", name, "write usual, b2b or b2c");
        }
        return preset;
    }

    private static Cap cap(String where, @Nullable Object written, Cap base) {
        if (written == null) {
            return base;
        }
        if (!(written instanceof Map<?, ?> map)) {
            throw wrong(where, written, "write an object such as {\"perDay\": 1}");
        }
        known(where, map, Set.of("perDay", "apart", "perWeek"));
        Object apart = map.get("apart");
        return new Cap(
                number(where + ".perDay", map.get("perDay"), base.perDay()),
                apart == null ? base.apart() : TimeSpan.of(where + ".apart", apart.toString()),
                number(where + ".perWeek", map.get("perWeek"), base.perWeek()));
    }

    private static int number(String where, @Nullable Object written, int otherwise) {
        if (written == null) {
            return otherwise;
        }
        if (written instanceof Number number
                && number.doubleValue() == number.intValue()
                && number.intValue() >= 0
                && number.intValue() <= 1_000) {
            return number.intValue();
        }
        throw wrong(where, written, "write a whole number from 0 (no limit) to 1000");
    }

    private static void known(String where, Map<?, ?> map, Set<String> names) {
        for (Object name : map.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                throw new IllegalArgumentException("The team's setting '" + where + "." + name + "' is not known: use "
                        + String.join(", ", names.stream().sorted().toList()) + ".");
            }
        }
    }

    private static IllegalArgumentException wrong(String where, Object written, String cure) {
        return new IllegalArgumentException("The team's setting '" + where + "' is '" + written + "': " + cure + ".");
    }
}
