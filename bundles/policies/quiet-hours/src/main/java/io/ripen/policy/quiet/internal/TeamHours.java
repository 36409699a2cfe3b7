package io.ripen.policy.quiet.internal;

import io.ripen.policy.quiet.internal.window.TimeRange;
import io.ripen.policy.quiet.internal.window.WeekDays;
import io.ripen.policy.quiet.internal.window.WeekHours;
import io.ripen.trigger.TimeSpan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a team: {@code "quietHours": {"sms": {"from": "10:00", "to": "17:00", "days": ["MON", "TUE"]}, "email": {…},
 * "call": {…}, "answers": {"from": "08:00", "to": "21:00"}, "answerWithin": "24 hours"}} in its settings. What is not named
 * is as configured for all.
 *
 * @param answers when a lead who wrote first is answered, and when people may write by hand
 * @param answerWithin for how long after the lead's inquiry
 * @param preferred days that are better than others for texts; a hint that holds nothing up
 */
record TeamHours(
        WeekHours sms,
        WeekHours email,
        WeekHours call,
        WeekHours answers,
        Duration answerWithin,
        Set<DayOfWeek> preferred) {
    /** What the trade's guides ask for. */
    static final TeamHours USUAL = new TeamHours(
            WeekHours.of("MON-FRI", "10:00-17:00"),
            WeekHours.ALWAYS,
            WeekHours.ALWAYS,
            WeekHours.of("MON-SUN", "08:00-21:00"),
            Duration.ofHours(24),
            Set.of());

    private static final String SETTING = "quietHours";

    WeekHours of(String kind) {
        return switch (kind) {
            case "sms" -> sms;
            case "email" -> email;
            default -> call;
        };
    }

    /** @throws IllegalArgumentException with the key and the cure */
    static TeamHours of(QuietHoursConfig config) {
        return new TeamHours(
                configured("sms", config.sms_days(), config.sms_hours()),
                configured("email", config.email_days(), config.email_hours()),
                configured("call", config.call_days(), config.call_hours()),
                configured("answer", config.answer_days(), config.answer_hours()),
                TimeSpan.of("answer.within", config.answer_within()),
                Set.of());
    }

    private static WeekHours configured(String kind, String days, String hours) {
        try {
            return WeekHours.of(days, hours);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Keys " + kind + ".days and " + kind + ".hours of etc/io.ripen.policy.quiet.hours.cfg: "
                            + e.getMessage() + ".",
                    e);
        }
    }

    /**
     * Reads the setting {@code quietHours}.
     *
     * @throws IllegalArgumentException with the setting's name and the cure
     */
    static TeamHours of(Object written, TeamHours otherwise) {
        Map<?, ?> map = object(SETTING, written, Set.of("sms", "email", "call", "answers", "answerWithin"));
        Object within = map.get("answerWithin");
        return new TeamHours(
                hours("sms", map.get("sms"), otherwise.sms()),
                hours("email", map.get("email"), otherwise.email()),
                hours("call", map.get("call"), otherwise.call()),
                hours("answers", map.get("answers"), otherwise.answers()),
                within == null ? otherwise.answerWithin() : TimeSpan.of(SETTING + ".answerWithin", within.toString()),
                preferred(map.get("sms"), otherwise.preferred()));
    }

    private static WeekHours hours(String name, @Nullable Object written, WeekHours otherwise) {
        if (written == null) {
            return otherwise;
        }
        String at = SETTING + "." + name;
        Map<?, ?> map = object(at, written, Set.of("from", "to", "days", "preferredDays"));
        Object from = map.get("from");
        Object to = map.get("to");
        if ((from == null) != (to == null)) {
            throw wrong(at, written, "write both 'from' and 'to', such as 10:00 and 17:00");
        }
        Map<DayOfWeek, List<TimeRange>> days = otherwise.days();
        try {
            Set<DayOfWeek> on = map.get("days") == null ? days.keySet() : days(map.get("days"));
            if (from != null) {
                return WeekHours.every(on, TimeRange.list(from + "-" + to));
            }
            List<TimeRange> usual = days.values().stream().findFirst().orElse(List.of(TimeRange.ALL_DAY));
            return WeekHours.every(on, usual);
        } catch (IllegalArgumentException e) {
            throw wrong(at, written, e.getMessage());
        }
    }

    private static Set<DayOfWeek> preferred(@Nullable Object sms, Set<DayOfWeek> otherwise) {
        if (!(sms instanceof Map<?, ?> map) || map.get("preferredDays") == null) {
            return otherwise;
        }
        try {
            return days(map.get("preferredDays"));
        } catch (IllegalArgumentException e) {
            throw wrong(SETTING + ".sms.preferredDays", sms, e.getMessage());
        }
    }

    private static Set<DayOfWeek> days(@Nullable Object written) {
        if (written instanceof List<?> list && !list.isEmpty()) {
            List<String> names = new ArrayList<>();
            list.forEach(each -> names.add(String.valueOf(each)));
            return WeekDays.of(String.join(",", names));
        }
        return WeekDays.of(String.valueOf(written));
    }

    private static Map<?, ?> object(String at, Object written, Set<String> names) {
        if (!(written instanceof Map<?, ?> map)) {
            throw wrong(at, written, "write an object with " + String.join(", ", new TreeSet<>(names)));
        }
        for (Object name : map.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                throw new IllegalArgumentException("The team's setting '" + at + "." + name + "' is not known: use "
                        + String.join(", ", new TreeSet<>(names)) + ".");
            }
        }
        return map;
    }

    private static IllegalArgumentException wrong(String at, Object written, @Nullable String cure) {
        return new IllegalArgumentException("The team's setting '" + at + "' is '" + written + "': " + cure + ".");
    }
}
