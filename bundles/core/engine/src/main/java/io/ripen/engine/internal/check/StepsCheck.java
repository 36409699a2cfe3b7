package io.ripen.engine.internal.check;

import io.ripen.engine.internal.check.Grammar.Rule;
import io.ripen.engine.internal.check.SequencePlan.Durable;
import io.ripen.engine.internal.check.SequencePlan.PlannedStep;
import io.ripen.engine.internal.compile.DurablePoint.Touch;
import io.ripen.engine.internal.compile.OverdueException;
import io.ripen.sequence.SequenceDescription.StepDescription;
import io.ripen.sequence.StepId;
import io.ripen.text.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the steps of a route, and names each of them. One use. */
final class StepsCheck {
    private final AllowList allowed;
    private final ToCheck toCheck;
    private final ValueCheck values;
    private final Findings findings;
    private final ElementCheck elements;
    private final StepIds ids;
    private final Reach reach;
    private final CutCheck cuts;
    private final Map<String, PlannedStep> planned = new HashMap<>();
    private final List<StepDescription> described = new ArrayList<>();

    StepsCheck(AllowList allowed, ToCheck toCheck, ExpressionSyntax syntax, Findings findings) {
        this.allowed = allowed;
        this.toCheck = toCheck;
        this.values = new ValueCheck(allowed, syntax, findings);
        this.findings = findings;
        this.elements = new ElementCheck(findings);
        this.ids = new StepIds(findings);
        this.reach = new Reach(findings);
        this.cuts = new CutCheck(toCheck, findings);
    }

    Map<String, PlannedStep> planned() {
        return planned;
    }

    StepIds ids() {
        return ids;
    }

    List<StepDescription> described() {
        return List.copyOf(described);
    }

    void check(XmlElement route) {
        elements.attributes(route, Set.of("id", "description"), Set.of());
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
        elements.noText(route);
        block(steps);
        reach.check(steps);
        ids.notTaken(toCheck.touches());
    }

    private void block(List<XmlElement> steps) {
        steps.forEach(this::step);
    }

    private void step(XmlElement element) {
        OverdueException.check();
        String name = element.name();
        Optional<Rule> rule = Grammar.rule(name);
        if (!allowed.eips().contains(name)) {
            findings.add(element.place(), element + " is not allowed in a sequence.", Cures.eip(name));
            if (rule.isEmpty()) {
                cuts.within(element);
                return;
            }
        }
        if (name.equals("when") || name.equals("otherwise")) {
            findings.add(
                    element.place(), element + " stands outside of a <choice>.", "Put it directly into a <choice>.");
            return;
        }
        String id = ids.id(element);
        if (rule.isEmpty()) {
            values.guardAttributes(element);
            operatorsOwn(element);
            return;
        }
        elements.attributes(element, rule.get().attributes(), rule.get().required());
        values.guardAttributes(element);
        int before = described.size();
        if (name.equals("to")) {
            to(element, id);
        } else {
            if (name.equals("choice")) {
                ids.required(element, "A choice");
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
        elements.noText(to);
        to.children()
                .forEach(child -> findings.add(
                        child.place(), child + " may not stand in <to>.", "Write options into the uri of <to>."));
        PlannedStep step = toCheck.check(to, id);
        String uri = to.value("uri").trim();
        String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
        if (step != null) {
            planned.put(ids.key(to), step);
        }
        boolean durable = step instanceof Durable || toCheck.isDurable(scheme);
        if (durable) {
            ids.required(to, "The step " + Findings.quote(uri));
            cuts.at(to, scheme);
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

    private void inside(XmlElement element, Rule rule) {
        elements.noText(element);
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
                        NearestName.didYouMean(child.name(), List.of("when", "otherwise"))
                                + "Put it into a <when> or into <otherwise>.");
                continue;
            }
            ids.id(child);
            Grammar.rule(child.name()).ifPresent(rule -> {
                elements.attributes(child, rule.attributes(), rule.required());
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
                ids.key(child);
                operatorsOwn(child);
            }
        }
    }
}
