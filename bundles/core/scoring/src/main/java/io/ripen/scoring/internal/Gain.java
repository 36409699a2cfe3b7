package io.ripen.scoring.internal;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a batch of events is worth to one contact. Belongs to one transaction. */
final class Gain {
    private static final int MOST = 1_000_000;
    private static final int SHOWN = 5;

    private final Contact seen;
    private final Map<String, Integer> rules = new LinkedHashMap<>();
    private int points;
    private int setFrom;
    private boolean isSet;

    /** @param seen the contact as the intake read it, without a lock */
    Gain(Contact seen) {
        this.seen = seen;
    }

    void add(ScoreRules.Rule rule) {
        points += rule.points();
        rules.merge(rule.name(), 1, Integer::sum);
    }

    /** Somebody set the score: the contact has it already. */
    void wasSet(Event change) {
        int from = change.data().get("from") instanceof Number number ? number.intValue() : 0;
        setFrom = isSet ? Math.min(setFrom, from) : from;
        isSet = true;
    }

    Contact seen() {
        return seen;
    }

    /** What the score was before this batch. */
    int before(Contact contact) {
        return isSet ? Math.min(setFrom, contact.score()) : contact.score();
    }

    int after(Contact contact) {
        // A negative score that somebody set is not lifted to zero by an event that is worth nothing.
        return points == 0
                ? contact.score()
                : Math.max(Math.min(0, contact.score()), Math.min(MOST, contact.score() + points));
    }

    /** Such as {@code page.viewed 3 times, reply}. */
    String why() {
        StringBuilder why = new StringBuilder();
        int shown = 0;
        for (Map.Entry<String, Integer> rule : rules.entrySet()) {
            if (++shown > SHOWN) {
                return why + " and more";
            }
            why.append(why.isEmpty() ? "" : ", ").append(rule.getKey());
            if (rule.getValue() > 1) {
                why.append(" ").append(rule.getValue()).append(" times");
            }
        }
        return why.toString();
    }
}
