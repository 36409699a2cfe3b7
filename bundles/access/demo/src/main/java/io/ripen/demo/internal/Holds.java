package io.ripen.demo.internal;

import io.ripen.crm.ContactId;
import io.ripen.timeline.Timeline;
import io.ripen.timeline.TimelineEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages waited because of each policy, as the leads' timelines tell.
 *
 * @param messages by type of the policy; a message that several policies held counts for each of them
 */
record Holds(Map<String, Integer> messages) {
    private static final Pattern POLICY = Pattern.compile(" by the policy '([^']+)'");
    private static final int LINES = 1_000;

    static Holds of(Timeline timeline, Collection<ContactId> contacts) {
        Map<String, Integer> messages = new TreeMap<>();
        Set<String> counted = new HashSet<>();
        for (ContactId contact : contacts) {
            for (TimelineEntry line : timeline.of(Services.DEMO, contact, LINES).orElseThrow()) {
                Matcher policy = POLICY.matcher(line.text());
                if (line.kind().equals("held")
                        && policy.find()
                        && counted.add(
                                policy.group(1) + " " + line.message() + " " + line.enrollment() + " " + line.step())) {
                    messages.merge(policy.group(1), 1, Integer::sum);
                }
            }
        }
        return new Holds(messages);
    }

    /** Such as {@code quiet-hours 231, frequency-caps 4}. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        messages.forEach((policy, count) -> words.append(words.isEmpty() ? "" : ", ")
                .append(policy)
                .append(' ')
                .append(count));
        return words.isEmpty() ? "none" : words.toString();
    }
}
