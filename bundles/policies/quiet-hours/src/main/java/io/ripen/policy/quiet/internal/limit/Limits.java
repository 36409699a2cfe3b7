package io.ripen.policy.quiet.internal.limit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ripen.policy.quiet.internal.window.TimeRange;
import io.ripen.policy.quiet.internal.window.WeekDays;
import io.ripen.policy.quiet.internal.window.WeekHours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of one file. Immutable. */
public record Limits(String version, List<LimitRule> rules) {
    private static final Set<String> KINDS = Set.of("sms", "email", "call");
    private static final JsonMapper MAPPER = new JsonMapper();

    public Limits {
        rules = List.copyOf(rules);
    }

    /** The rules that count for this kind of message in any of these places. */
    public List<LimitRule> of(String kind, Collection<String> places) {
        return rules.stream()
                .filter(rule -> rule.kinds().contains(kind))
                .filter(rule -> places.stream().anyMatch(rule::appliesTo))
                .toList();
    }

    public boolean isFree(String kind) {
        return rules.stream().noneMatch(rule -> rule.kinds().contains(kind));
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException with the place in the file, what is wrong and the cure
     */
    public static Limits read(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage() + " (line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ")");
        }
        known(root, "the file", Set.of("about", "version", "rules", "likeTheirCountry", "holidays"));
        Map<String, Holidays> holidays = new HashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> each = root.path("holidays").fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> calendar = each.next();
            holidays.put(calendar.getKey(), holidays(calendar.getKey(), calendar.getValue()));
        }
        if (!root.path("rules").isArray()) {
            throw new IllegalArgumentException("it has no list 'rules'");
        }
        List<LimitRule> rules = new ArrayList<>();
        for (JsonNode each : root.path("rules")) {
            rules.add(rule("rules[" + rules.size() + "]", each, holidays));
        }
        likeTheirCountry(root.path("likeTheirCountry"), rules);
        return new Limits(root.path("version").asText("without a version"), rules);
    }

    /** Says nothing that counts, so it must not contradict what does. */
    private static void likeTheirCountry(JsonNode written, List<LimitRule> rules) {
        for (Iterator<String> each = written.fieldNames(); each.hasNext(); ) {
            String state = each.next();
            if (!state.matches("[A-Z]{2}-[A-Z0-9]{1,3}")) {
                throw new IllegalArgumentException(
                        "likeTheirCountry: '" + state + "' must be a state such as US-NY, with what its law says");
            }
            if (rules.stream().anyMatch(rule -> rule.where().equals(state))) {
                throw new IllegalArgumentException(
                        "likeTheirCountry: " + state + " has a rule of its own as well; take it out of one of the two");
            }
        }
    }

    private static LimitRule rule(String at, JsonNode written, Map<String, Holidays> holidays) {
        known(written, at, Set.of("where", "kinds", "hours", "holidays", "source", "read"));
        String where = written.path("where").asText("").toUpperCase(Locale.ROOT);
        String named = at + (where.isEmpty() ? "" : " (" + where + ")");
        if (!where.matches("\\*|[A-Z]{2}(-[A-Z0-9]{1,3})?")) {
            throw new IllegalArgumentException(
                    named + ": 'where' must be *, a country such as US, or a state such as US-FL");
        }
        Set<String> kinds = new HashSet<>();
        for (JsonNode kind : written.path("kinds")) {
            kinds.add(kind.asText());
        }
        if (kinds.isEmpty() || !KINDS.containsAll(kinds)) {
            throw new IllegalArgumentException(named + ": 'kinds' must be a list of sms, email, call");
        }
        if (written.path("source").asText("").isBlank()) {
            throw new IllegalArgumentException(named + ": 'source' must say which law it is");
        }
        WeekHours hours = hours(named, written.path("hours"));
        if (written.has("holidays")) {
            Holidays calendar = holidays.get(written.path("holidays").asText());
            if (calendar == null) {
                throw new IllegalArgumentException(named + ": there are no holidays named '"
                        + written.path("holidays").asText() + "'; there are "
                        + String.join(", ", new TreeSet<>(holidays.keySet())));
            }
            hours = hours.closedOn(calendar);
        }
        return new LimitRule(
                where, Set.copyOf(kinds), hours, written.path("source").asText());
    }

    private static WeekHours hours(String at, JsonNode written) {
        if (!written.isObject() || written.isEmpty()) {
            throw new IllegalArgumentException(
                    at + ": 'hours' must be like {\"MON-FRI\": \"10:00-13:00, 14:00-20:00\"}");
        }
        Map<DayOfWeek, List<TimeRange>> days = new EnumMap<>(DayOfWeek.class);
        for (Iterator<Map.Entry<String, JsonNode>> each = written.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = each.next();
            try {
                List<TimeRange> ranges = TimeRange.list(entry.getValue().asText());
                WeekDays.of(entry.getKey()).forEach(day -> days.put(day, ranges));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
            }
        }
        return WeekHours.of(days);
    }

    private static Holidays holidays(String name, JsonNode written) {
        String at = "holidays." + name;
        known(written, at, Set.of("observed", "days", "about"));
        Holidays.Observed observed;
        try {
            observed = Holidays.Observed.valueOf(
                    written.path("observed").asText("no").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": 'observed' must be no, monday, nearest or both", e);
        }
        List<HolidayRule> rules = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> each = written.path("days").fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> day = each.next();
            try {
                rules.add(HolidayRule.of(day.getValue().asText()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(at + ", " + day.getKey() + ": " + e.getMessage(), e);
            }
        }
        return new Holidays(rules, observed);
    }

    private static void known(JsonNode written, String at, Set<String> names) {
        if (!written.isObject()) {
            throw new IllegalArgumentException(at + " must be an object");
        }
        for (Iterator<String> each = written.fieldNames(); each.hasNext(); ) {
            String name = each.next();
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        at + ": '" + name + "' is not known; use " + String.join(", ", new TreeSet<>(names)));
            }
        }
    }
}
