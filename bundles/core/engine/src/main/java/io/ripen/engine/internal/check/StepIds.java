package io.ripen.engine.internal.check;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What each element is called: by its author's id, each of which stands once, or by a key that no author can write. */
final class StepIds {
    private static final Pattern STEP_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Findings findings;
    private final Map<XmlElement, String> keys = new IdentityHashMap<>();
    private final Map<String, Place> ids = new HashMap<>();

    StepIds(Findings findings) {
        this.findings = findings;
    }

    /** The key of each element that was asked about. */
    Map<XmlElement, String> keys() {
        return keys;
    }

    /** The authors' ids. */
    Set<String> all() {
        return ids.keySet();
    }

    String key(XmlElement element) {
        return keys.computeIfAbsent(element, unused -> "_" + (keys.size() + 1));
    }

    /** The author's id when it is there and valid; the empty string otherwise. */
    String id(XmlElement element) {
        Optional<XmlElement.Attribute> attribute = element.attribute("id");
        if (attribute.isEmpty()) {
            key(element);
            return "";
        }
        String id = attribute.get().value();
        Place place = attribute.get().place();
        if (!STEP_ID.matcher(id).matches()) {
            findings.add(
                    place,
                    "The id " + Findings.quote(id) + " is not valid.",
                    "Use 1 to 100 letters, digits, '-', '_' and '.', beginning with a letter or digit.");
            return "";
        }
        Place first = ids.putIfAbsent(id, place);
        if (first != null) {
            findings.add(
                    place,
                    "The id " + Findings.quote(id) + " stands twice; first in line " + first.line() + ".",
                    "Give one of the two steps another id; keep the old one where leads already stand.");
            return "";
        }
        keys.put(element, id);
        return id;
    }

    /**
     * Refuses an element whose id a lead's position needs and that has none; a wrong one was told.
     *
     * @param what begins the sentence, such as {@code A choice}
     */
    void required(XmlElement element, String what) {
        if (element.attribute("id").isEmpty()) {
            findings.add(
                    element.place(),
                    what + " has no id, and a lead's position is the id of a step.",
                    "Give " + element + " an id that stays the same when the file is edited, such as id=\"wait-1\".");
        }
    }

    /** Refuses the ids that messages by another channel would take from a step. */
    void notTaken(TouchCheck touches) {
        touches.instead().forEach((touch, place) -> {
            if (ids.containsKey(touch.id().value())) {
                findings.add(
                        place,
                        "What goes out by the other channel is kept under the id "
                                + Findings.quote(touch.id().value()) + ", and another step has this id.",
                        "Give the other step another id.");
            }
        });
    }
}
