package io.ripen.engine.internal.check;

import io.ripen.engine.internal.check.Grammar.Rule;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.engine.internal.compile.DurablePoint.Touch;
import io.ripen.sequence.SequenceDescription.StepDescription;
import io.ripen.sequence.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the steps of a route, and names each of them. One use. */
final class StepsCheck {
    private static final Pattern STEP_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final AllowList allowed;
    private final ToCheck toCheck;
    private final ValueCheck values;
    private final Findings findings;
    private final Map<XmlElement, String> keys = new IdentityHashMap<>();
    private final Map<String, PlannedStep> planned = new HashMap<>();
    private final Map<String, Place> ids = new HashMap<>();
    /** What stands behind a stop; told at the end, since a jump further down may name it. */
    private final Map<XmlElement, Runnable> unreached = new IdentityHashMap<>();

    private final List<StepDescription> described = new ArrayList<>();

    StepsCheck(AllowList allowed, ToCheck toCheck, ExpressionSyntax syntax, Findings findings) {
        this.allowed = allowed;
        this.toCheck = toCheck;
        this.values = new ValueCheck(allowed, syntax, findings);
        this.findings = findings;
    }

    Map<XmlElement, String> keys() {
        return keys;
    }

    Map<String, PlannedStep> planned() {
        return planned;
    }

    Set<String> ids() {
        return ids.keySet();
    }

    List<StepDescription> described() {
        return List.copyOf(described);
    }

    void check(XmlElement route) {
        attributes(route, Set.of("id", "description"), Set.of());
        List<XmlElement> steps = route.children().stream()
                .filter(child -> !child.name().equals("from"))
                .toList();
        if (steps.isEmpty()) {
            findings.add(route.place(), "The route has no steps.", "Put at least one step after <from>.");
        }
        int from = route.children().indexOf(steps.isEmpty() ? null : steps.get(0));
        if (from == 0
                && route.children().stream().anyMatch(child -> child.name().equals("from"))) {
            findings.add(route.place(), "A step stands before <from>.", "Put <from> first.");
        }
        noText(route);
        block(steps);
        unreached.forEach((step, tell) -> {
            if (!toCheck.jumps().containsKey(step.value("id"))) {
                tell.run();
            }
        });
        toCheck.touches().instead().forEach((touch, place) -> {
            if (ids.containsKey(touch.id().value())) {
                findings.add(
                        place,
                        "What goes out by the other channel is kept under the id "
                                + Findings.quote(touch.id().value()) + ", and another step has this id.",
                        "Give the other step another id.");
            }
        });
    }

    private void block(List<XmlElement> steps) {
        XmlElement end = null;
        for (XmlElement step : steps) {
            if (end != null) {
                String before = end + " in line " + end.place().line();
                unreached.put(
                        step,
                        () -> findings.add(
                                step.place(),
                                step + " is never reached: every way through " + before + " stops before it.",
                                "Remove it, move it before the <stop/>, or let a goto: name it."));
                end = null; // told once is enough
            }
            step(step);
            if (stops(step)) {
                end = step;
            }
        }
    }

    private void step(XmlElement element) {
        String name = element.name();
        Optional<Rule> rule = Grammar.rule(name);
        if (!allowed.eips().contains(name)) {
            findings.add(element.place(), element + " is not allowed in a sequence.", Cures.eip(name));
            if (rule.isEmpty()) {
                durableWithin(element);
                return;
            }
        }
        if (name.equals("when") || name.equals("otherwise")) {
            findings.add(
                    element.place(), element + " stands outside of a <choice>.", "Put it directly into a <choice>.");
            return;
        }
        String id = id(element);
        if (rule.isEmpty()) {
            values.guardAttributes(element);
            operatorsOwn(element);
            return;
        }
        attributes(element, rule.get().attributes(), rule.get().required());
        values.guardAttributes(element);
        int before = described.size();
        if (name.equals("to")) {
            to(element, id);
        } else {
            if (name.equals("choice") && id.isEmpty() && element.attribute("id").isEmpty()) {
                missingId(element, "A choice");
            }
            values.names(element);
            inside(element, rule.get());
        }
        if (!id.isEmpty() && !name.equals("to")) {
            described.add(
                    before,
                    new StepDescription(
                            new StepId(id), name, "", false, element.place().line(), null));
        }
    }

    private void to(XmlElement to, String id) {
        noText(to);
        to.children()
                .forEach(child -> findings.add(
                        child.place(), child + " may not stand in <to>.", "Write options into the uri of <to>."));
        PlannedStep step = toCheck.check(to, id);
        String uri = to.value("uri").trim();
        String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
        if (step != null) {
            planned.put(key(to), step);
        }
        boolean durable = step instanceof Durable || toCheck.isDurable(scheme);
        if (durable) {
            if (id.isEmpty() && to.attribute("id").isEmpty()) {
                missingId(to, "The step " + Findings.quote(uri));
            }
            cannotBeCut(to, scheme);
        }
        if (!id.isEmpty()) {
            int line = to.place().line();
            described.add(new StepDescription(
                    new StepId(id),
                    scheme,
                    uri,
                    durable,
                    line,
                    toCheck.touches().labels(id)));
            if (step instanceof Durable at && at.point() instanceof Touch touch && touch.instead() != null) {
                StepId other = touch.instead().id();
                described.add(new StepDescription(
                        other,
                        touch.instead().channel(),
                        uri,
                        true,
                        line,
                        toCheck.touches().labels(other.value())));
            }
        }
    }

    private void missingId(XmlElement element, String what) {
        findings.add(
                element.place(),
                what + " has no id, and a lead's position is the id of a step.",
                "Give " + element + " an id that stays the same when the file is edited, such as id=\"wait-1\".");
    }

    private void cannotBeCut(XmlElement to, String scheme) {
        for (XmlElement around = to.parent(); around != null; around = around.parent()) {
            if (!around.name().equals("routes") && !Grammar.durableInside(around.name())) {
                findings.add(
                        to.place(),
                        "A " + scheme + ": step stands inside " + around + " (line "
                                + around.place().line()
                                + "): the lead's position is kept in the database there, and " + around
                                + " cannot be left and entered again.",
                        "Move the step out of " + around
                                + "; waits and messages may stand in choice, filter, pipeline and" + " step.");
                return;
            }
        }
    }

    private void inside(XmlElement element, Rule rule) {
        noText(element);
        List<XmlElement> children = element.children();
        switch (rule.shape()) {
            case LEAF ->
                children.forEach(child ->
                        findings.add(child.place(), child + " may not stand in " + element + ".", "Remove it."));
            case VALUE -> values.value(element, children);
            case BLOCK -> steps(element, children);
            case CONDITION -> steps(element, values.condition(element, children));
            case EXPRESSION -> steps(element, values.expression(element, children));
            case CHOICE -> choice(element, children);
        }
    }

    private void steps(XmlElement element, List<XmlElement> steps) {
        if (steps.isEmpty()) {
            findings.add(
                    element.place(),
                    element + " has no steps in it.",
                    "Put a step into it, or remove it; <log message=\"…\"/> is a step that does nothing else.");
        }
        block(steps);
    }

    private void choice(XmlElement choice, List<XmlElement> children) {
        @Nullable XmlElement otherwise = null;
        boolean when = false;
        for (XmlElement child : children) {
            if (child.name().equals("when")) {
                when = true;
                if (otherwise != null) {
                    findings.add(
                            child.place(),
                            "<when> stands after <otherwise>, so it would never be asked.",
                            "Put <otherwise> last.");
                }
            } else if (child.name().equals("otherwise")) {
                if (otherwise != null) {
                    findings.add(child.place(), "A second <otherwise>.", "Keep one.");
                }
                otherwise = child;
            } else {
                findings.add(
                        child.place(),
                        child + " may not stand directly in <choice>.",
                        NearName.didYouMean(child.name(), List.of("when", "otherwise"))
                                + "Put it into a <when> or into <otherwise>.");
                continue;
            }
            id(child);
            Grammar.rule(child.name()).ifPresent(rule -> {
                attributes(child, rule.attributes(), rule.required());
                inside(child, rule);
            });
        }
        if (!when) {
            findings.add(
                    choice.place(),
                    "<choice> has no <when>.",
                    "Put a <when> with a condition into it, or remove the <choice>.");
        }
    }

    /** An element that the operator allows and whose make-up is not known here: Camel checks it, we guard it. */
    private void operatorsOwn(XmlElement element) {
        for (XmlElement child : element.children()) {
            if (values.isLanguage(child.name())) {
                values.guardExpression(child, false);
            } else if (allowed.eips().contains(child.name())) {
                step(child);
            } else if (Grammar.rule(child.name()).isPresent() || CamelNames.isComponent(child.name())) {
                findings.add(child.place(), child + " is not allowed in a sequence.", Cures.eip(child.name()));
            } else {
                values.guardAttributes(child);
                key(child);
                operatorsOwn(child);
            }
        }
    }

    /** In an element that is refused anyway, the waits and messages in it are told too: they would have to move out. */
    private void durableWithin(XmlElement refused) {
        for (XmlElement child : refused.children()) {
            String uri = child.value("uri").trim();
            String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : "";
            if (child.name().equals("to") && toCheck.isDurable(scheme)) {
                cannotBeCut(child, scheme);
            }
            durableWithin(child);
        }
    }

    /** Whether nothing after it is reached. */
    private static boolean stops(XmlElement element) {
        return switch (element.name()) {
            case "stop" -> true;
            case "to" -> element.value("uri").trim().startsWith("goto:");
            case "pipeline", "step", "when", "otherwise" ->
                element.children().stream().anyMatch(StepsCheck::stops);
            case "choice" ->
                element.children().stream().anyMatch(child -> child.name().equals("otherwise"))
                        && element.children().stream().allMatch(StepsCheck::stops);
            default -> false;
        };
    }

    private String key(XmlElement element) {
        return keys.computeIfAbsent(element, unused -> "_" + (keys.size() + 1));
    }

    /** The author's id when it is there and valid; the empty string otherwise. */
    private String id(XmlElement element) {
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

    private void attributes(XmlElement element, Set<String> known, Set<String> required) {
        for (XmlElement.Attribute attribute : element.attributes().values()) {
            if (!known.contains(attribute.name())) {
                findings.add(
                        attribute.place(),
                        element + " has no attribute " + Findings.quote(attribute.name()) + ".",
                        NearName.didYouMean(attribute.name(), known) + "Known: "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        for (String name : required) {
            if (element.value(name).isBlank()) {
                findings.add(
                        element.place(),
                        element + " needs the attribute " + Findings.quote(name) + ".",
                        "Write <" + element.name() + " " + name + "=\"…\">.");
            }
        }
    }

    private void noText(XmlElement element) {
        if (!element.text().isEmpty()) {
            findings.add(
                    element.textPlace(),
                    "The text " + Findings.quote(element.text()) + " stands loose in " + element + ".",
                    "Put it into an element, such as <log message=\"…\"/>, or remove it.");
        }
    }
}
