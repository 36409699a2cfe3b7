package io.ripen.scoring.internal;

import io.ripen.event.Engagement;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event is worth. Immutable. */
final class ScoreRules {
    /** What a lead sends is a reply, whichever way it came. */
    private static final Set<String> REPLIES = Set.of(EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED);

    /**
     * One rule.
     *
     * @param word what the event must have, lower case; empty for any event of the type
     * @param name as it was written, for the timeline
     */
    record Rule(String word, int points, String name) {}

    private final Map<String, List<Rule>> byType;

    private ScoreRules(Map<String, List<Rule>> byType) {
        this.byType = byType;
    }

    /** @throws IllegalArgumentException when a rule cannot be read, with the cure */
    static ScoreRules of(String... points) {
        Map<String, List<Rule>> byType = new HashMap<>();
        NamedNumbers.of("points", points).forEach((name, number) -> {
            int space = name.indexOf(' ');
            String type = space < 0 ? name : name.substring(0, space);
            String word = space < 0 ? "" : name.substring(space + 1).strip().toLowerCase(Locale.ROOT);
            byType.computeIfAbsent(type, t -> new ArrayList<>()).add(new Rule(word, number, name));
        });
        // The longest word first: /pricing/teams says more than /pricing.
        byType.values()
                .forEach(rules -> rules.sort(
                        Comparator.comparingInt((Rule rule) -> rule.word().length())
                                .reversed()));
        return new ScoreRules(byType);
    }

    /** Event types that are worth something. */
    Set<String> types() {
        return byType.keySet();
    }

    /** The rule that counts; null when the event is worth nothing, also because a machine is behind it. */
    @Nullable Rule of(Event event) {
        if (!Engagement.isLeads(event)) {
            return null;
        }
        Rule own = best(event, event.type());
        return own == null && REPLIES.contains(event.type()) ? best(event, EventTypes.REPLY) : own;
    }

    private @Nullable Rule best(Event event, String type) {
        for (Rule rule : byType.getOrDefault(type, List.of())) {
            if (rule.word().isEmpty() || has(event, rule.word())) {
                return rule;
            }
        }
        return null;
    }

    private static boolean has(Event event, String word) {
        if (event.type().equals(EventTypes.PAGE_VIEWED)) {
            return event.data().get("page") instanceof String page
                    && page.strip().toLowerCase(Locale.ROOT).startsWith(word);
        }
        for (Object value : event.data().values()) {
            if (value instanceof String text && text.strip().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }
}
