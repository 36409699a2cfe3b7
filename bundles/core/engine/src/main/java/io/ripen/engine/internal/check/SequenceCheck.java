package io.ripen.engine.internal.check;

import io.ripen.engine.internal.check.FromCheck.From;
import io.ripen.sequence.SequenceSource;
import io.ripen.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a whole sequence: finds everything that is wrong with it, or gives the plan to build it from. */
public final class SequenceCheck {
    private final Installed installed;
    private final AllowList allowed;
    private final ExpressionSyntax syntax;

    public SequenceCheck(Installed installed, AllowList allowed, ExpressionSyntax syntax) {
        this.installed = installed;
        this.allowed = allowed;
        this.syntax = syntax;
    }

    /** The plan when there are no findings; null otherwise, and then there is at least one. */
    public @Nullable SequencePlan check(SequenceSource source, Findings findings) {
        XmlElement root = StrictXml.read(source.xml(), findings);
        XmlElement route = root == null ? null : route(root, findings);
        if (route == null) {
            return null;
        }
        From from = from(route, findings);
        ToCheck toCheck = new ToCheck(
                installed,
                allowed,
                source,
                from == null ? null : from.id(),
                from == null ? Set.of() : from.start().exitOn(),
                findings);
        StepsCheck steps = new StepsCheck(allowed, toCheck, syntax, findings);
        steps.check(route);
        toCheck.jumps().forEach((target, place) -> {
            if (!steps.ids().all().contains(target)) {
                findings.add(
                        place,
                        "goto:" + target + " names a step that is not in this route.",
                        NearestName.didYouMean(target, steps.ids().all()) + "Write the id of a step of this file.");
            }
        });
        SequenceNames names = new SequenceNames(installed, route, steps.ids().keys(), steps.planned());
        LinkCheck links = new LinkCheck(
                installed,
                source,
                route,
                steps.ids().keys(),
                steps.planned(),
                names,
                from == null ? null : from.start(),
                findings);
        links.waits();
        new NameCheck(names, steps.ids().all(), links, findings).check(route);
        new StepNamesCheck(installed, source, names, steps.ids().all(), findings)
                .check(steps.ids().keys(), steps.planned());
        if (from == null) {
            return null;
        }
        names(source, route, from, findings);
        if (!findings.isEmpty()) {
            return null;
        }
        return new SequencePlan(
                from.id(),
                route.value("description"),
                route,
                steps.ids().keys(),
                steps.planned(),
                from.start(),
                steps.described());
    }

    private static @Nullable XmlElement route(XmlElement root, Findings findings) {
        if (root.name().equals("route")) {
            return root;
        }
        if (!root.name().equals("routes")) {
            findings.add(
                    root.place(),
                    "The file begins with <" + root.name() + ">.",
                    root.name().equals("camel")
                                    || root.name().equals("beans")
                                    || root.name().equals("blueprint")
                            ? "Begin it with <routes>: a sequence is one plain route, without beans or templates."
                            : NearestName.didYouMean(root.name(), List.of("routes", "route"))
                                    + "Begin it with <routes>.");
            return null;
        }
        XmlElement route = null;
        for (XmlElement child : root.children()) {
            if (!child.name().equals("route")) {
                findings.add(
                        child.place(),
                        child + " may not stand in <routes>.",
                        NearestName.didYouMean(child.name(), List.of("route")) + "Put exactly one <route> into it.");
            } else if (route != null) {
                findings.add(
                        child.place(),
                        "A second <route>: a sequence is one route, and a file is one sequence.",
                        "Move it into a file of its own.");
            } else {
                route = child;
            }
        }
        for (String unknown : root.attributes().keySet()) {
            findings.add(
                    root.attributes().get(unknown).place(),
                    "<routes> has no attribute " + Findings.quote(unknown) + ".",
                    "Remove it.");
        }
        if (route == null) {
            findings.add(root.place(), "There is no <route> in the file.", "Put exactly one <route> into <routes>.");
        }
        return route;
    }

    private @Nullable From from(XmlElement route, Findings findings) {
        From found = null;
        boolean any = false;
        for (XmlElement child : route.children()) {
            if (child.name().equals("from")) {
                if (any) {
                    findings.add(child.place(), "A second <from>.", "Keep one: a sequence has one way in.");
                    continue;
                }
                any = true;
                child.attributes().values().stream()
                        .filter(attribute ->
                                !List.of("id", "uri", "description").contains(attribute.name()))
                        .forEach(attribute -> findings.add(
                                attribute.place(),
                                "<from> has no attribute " + Findings.quote(attribute.name()) + ".",
                                "Remove it; its options stand in the uri."));
                child.children()
                        .forEach(inner -> findings.add(
                                inner.place(), inner + " may not stand in <from>.", "Write options into the uri."));
                found = new FromCheck(installed, findings).check(child);
            }
        }
        if (!any) {
            findings.add(
                    route.place(),
                    "The route has no <from>.",
                    "Begin it with <from uri=\"sequence:NAME?on=contact.created\"/>.");
        }
        return found;
    }

    /** The file, the route and the from name the same sequence, so that nobody edits the wrong one. */
    private static void names(SequenceSource source, XmlElement route, From from, Findings findings) {
        String id = from.id().value();
        Optional<XmlElement.Attribute> routeId = route.attribute("id");
        if (routeId.isPresent() && !routeId.get().value().equals(id)) {
            findings.add(
                    routeId.get().place(),
                    "The route's id is " + Findings.quote(routeId.get().value()) + ", but its <from> says "
                            + Findings.quote("sequence:" + id) + ".",
                    "Give both the same name.");
        }
        String file = source.name().substring(source.name().lastIndexOf('/') + 1);
        if (!file.equals(id + ".xml")) {
            findings.add(
                    Place.FILE,
                    "The file is named " + Findings.quote(file) + ", but the sequence in it is " + Findings.quote(id)
                            + ".",
                    "Rename the file to " + Findings.quote(id + ".xml") + ", or write sequence:"
                            + file.replaceFirst("\\.xml$", "") + ".");
        }
    }
}
