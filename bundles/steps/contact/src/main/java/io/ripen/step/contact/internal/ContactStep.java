package io.ripen.step.contact.internal;

import io.ripen.crm.ContactChange;
import io.ripen.step.Step;
import io.ripen.step.StepNames;
import io.ripen.step.StepType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Changes the lead's contact:
 *
 * <ul>
 *   <li>{@code contact:tag?add=Nurture Complete,Warm&remove=New Lead}
 *   <li>{@code contact:set?stage=Proposal&owner=kim@example.com&source=webinar&addScore=5&field.plan=Gold}; an empty value
 *       clears ({@code owner=})
 *   <li>{@code contact:field?plan=Gold&seats=5}, {@code contact:stage?to=Proposal}, {@code contact:owner?to=kim@example.com},
 *       {@code contact:score?add=10} or {@code contact:score?set=40}: the same for one thing alone
 * </ul>
 */
@Component
@StepType("contact")
public final class ContactStep implements Step {
    private static final String FIELD = "field.";
    private static final Set<String> WORDS = Set.of("stage", "owner", "source");
    private static final int MAX_FIELD_NAME = 100;
    private static final int MAX_SCORE = 1_000_000;

    @Override
    public Action prepare(String path, Map<String, String> options) {
        return switch (path) {
            case "tag" -> tag(options);
            case "set" -> set(options);
            case "field" -> set(fields(options));
            case "stage", "owner" -> set(Map.of(path, Options.only("contact:" + path, "to", options)));
            case "score" -> set(score(options));
            default ->
                throw new IllegalArgumentException("'contact:" + path
                        + "' does not exist: write contact:tag?add=…&remove=…, contact:set?stage=…,"
                        + " contact:field?NAME=…, contact:stage?to=…, contact:owner?to=… or contact:score?add=….");
        };
    }

    @Override
    public StepNames names(String path, Map<String, String> options) {
        return StepNames.NONE;
    }

    private static Action tag(Map<String, String> options) {
        Options.onlyKnown("contact:tag", options.keySet(), Set.of("add", "remove"));
        Set<String> add = new LinkedHashSet<>();
        Set<String> remove = new LinkedHashSet<>();
        options.forEach((name, value) -> {
            Set<String> tags = Options.list("contact:tag", name, value);
            (name.equals("add") ? add : remove).addAll(tags);
        });
        if (add.isEmpty() && remove.isEmpty()) {
            throw new IllegalArgumentException("'contact:tag' says no tag: write add=…, remove=… or both.");
        }
        for (String tag : add) {
            if (remove.stream().anyMatch(tag::equalsIgnoreCase)) {
                throw new IllegalArgumentException(
                        "'contact:tag' adds and removes the same tag '" + tag + "': leave it in one of the two.");
            }
        }
        ContactChange change = ContactChange.tags(Set.copyOf(add), Set.copyOf(remove));
        return (lead, effects) -> effects.change(change);
    }

    private static Action set(Map<String, String> options) {
        Map<String, @Nullable Object> set = new LinkedHashMap<>();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        int addScore = 0;
        for (Map.Entry<String, String> option : options.entrySet()) {
            String name = option.getKey();
            String value = option.getValue().strip();
            if (WORDS.contains(name)) {
                set.put(name, value.isEmpty() ? null : value);
            } else if (name.equals("score")) {
                set.put(name, number("contact:set", name, value));
            } else if (name.equals("addScore")) {
                addScore = number("contact:set", name, value);
            } else if (name.startsWith(FIELD)) {
                fields.put(fieldName(name), value.isEmpty() ? null : value);
            } else {
                throw new IllegalArgumentException("'contact:set' has no option '" + name
                        + "': use stage, owner, source, score, addScore or field.NAME.");
            }
        }
        if (options.isEmpty()) {
            throw new IllegalArgumentException(
                    "'contact:set' sets nothing: write what to set, such as contact:set?stage=Proposal.");
        }
        if (options.containsKey("score") && options.containsKey("addScore")) {
            throw new IllegalArgumentException("'contact:set' has both 'score' and 'addScore': use one of them.");
        }
        if (!fields.isEmpty()) {
            set.put("fields", fields);
        }
        int delta = addScore;
        return (lead, effects) -> {
            Map<String, @Nullable Object> now = new LinkedHashMap<>(set);
            if (delta != 0) {
                now.put("score", (int) Math.max(0, Math.min(MAX_SCORE, (long) lead.getScore() + delta)));
            }
            effects.change(new ContactChange(now, Set.of(), Set.of()));
        };
    }

    private static Map<String, String> fields(Map<String, String> options) {
        Map<String, String> fields = new LinkedHashMap<>();
        options.forEach((name, value) -> fields.put(FIELD + name, value));
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "'contact:field' sets nothing: write contact:field?NAME=value, such as contact:field?plan=Gold.");
        }
        return fields;
    }

    private static Map<String, String> score(Map<String, String> options) {
        Options.onlyKnown("contact:score", options.keySet(), Set.of("add", "set"));
        if (options.size() != 1) {
            throw new IllegalArgumentException(
                    "'contact:score' takes one of 'add' and 'set': write contact:score?add=10 or"
                            + " contact:score?set=40.");
        }
        options.forEach((name, value) -> number("contact:score", name, value.strip()));
        String add = options.get("add");
        return add != null ? Map.of("addScore", add) : Map.of("score", Options.only("contact:score", "set", options));
    }

    private static String fieldName(String option) {
        String name = option.substring(FIELD.length());
        if (name.isBlank() || name.length() > MAX_FIELD_NAME) {
            throw new IllegalArgumentException(
                    "Option '" + option + "' of 'contact:set' names no field: write field.NAME" + " with 1 to "
                            + MAX_FIELD_NAME + " characters.");
        }
        return name;
    }

    private static int number(String step, String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Option '" + option + "' of '" + step + "' is '" + value
                            + "', which is no whole number: write one such as 5 or -5.",
                    e);
        }
    }
}
