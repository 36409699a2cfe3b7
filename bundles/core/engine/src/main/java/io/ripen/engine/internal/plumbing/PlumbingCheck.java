package io.ripen.engine.internal.plumbing;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.check.Findings;
import io.ripen.engine.internal.check.StrictXml;
import io.ripen.engine.internal.check.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a plumbing file before Camel sees it: components and languages by list, an id for each route. */
final class PlumbingCheck {
    /** Elements whose text is an expression in a language of that name, and which are not on the list by default. */
    private static final Set<String> LANGUAGES = Set.of(
            "csimple",
            "datasonnet",
            "groovy",
            "hl7terser",
            "java",
            "joor",
            "jq",
            "js",
            "jsonpath",
            "language",
            "method",
            "mvel",
            "ognl",
            "python",
            "ref",
            "spel",
            "tokenize",
            "wasm",
            "xpath",
            "xquery",
            "xtokenize");

    private final AllowList allowed;
    private final Findings findings;
    private final List<String> routeIds = new ArrayList<>();

    PlumbingCheck(AllowList allowed, Findings findings) {
        this.allowed = allowed;
        this.findings = findings;
    }

    /** Ids of the routes in the file, or null when something is wrong with it. */
    @Nullable List<String> check(String xml) {
        XmlElement root = StrictXml.read(xml, findings);
        if (root == null) {
            return null;
        }
        if (!root.name().equals("routes")) {
            findings.add(
                    root.place(),
                    "The file begins with <" + root.name() + ">.",
                    "Begin it with <routes xmlns=\"http://camel.apache.org/schema/xml-io\">.");
            return null;
        }
        Set<String> seen = new HashSet<>();
        for (XmlElement route : root.children()) {
            if (!route.name().equals("route")) {
                findings.add(
                        route.place(), route + " may not stand in <routes>.", "Put only <route> elements into it.");
                continue;
            }
            String id = route.value("id");
            if (id.isBlank() || !seen.add(id)) {
                findings.add(
                        route.place(),
                        id.isBlank() ? "The route has no id." : "The route id '" + id + "' stands twice.",
                        "Give each route an id of its own: it is how the route is replaced when the file changes.");
            }
            routeIds.add(id);
            steps(route);
        }
        if (routeIds.isEmpty()) {
            findings.add(root.place(), "There is no <route> in the file.", "Put one into <routes>.");
        }
        return findings.isEmpty() ? routeIds : null;
    }

    private void steps(XmlElement element) {
        for (XmlElement child : element.children()) {
            String name = child.name();
            if (PlumbingAllowList.isRefusedEip(name)) {
                findings.add(
                        child.place(),
                        child + " runs code, which a plumbing file may not.",
                        "Bring the code as a Camel component in a bundle, and use it by its scheme.");
            } else if (LANGUAGES.contains(name) && !allowed.languages().contains(name)) {
                findings.add(
                        child.place(),
                        "The language " + child + " is not allowed.",
                        "Use <simple>, or list it under plumbing.languages in etc/io.ripen.engine.cfg.");
            }
            child.attribute("uri").ifPresent(this::uri);
            steps(child);
        }
    }

    private void uri(XmlElement.Attribute attribute) {
        String uri = attribute.value().trim();
        if (uri.startsWith("{{") || uri.startsWith("${")) {
            return; // a setting of the operator's; the context's own list decides when it is known
        }
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        if (!allowed.components().contains(scheme.toLowerCase(Locale.ROOT)) && !scheme.startsWith("ripen-")) {
            findings.add(
                    attribute.place(),
                    "The component '" + scheme + ":' is not allowed in the plumbing.",
                    "If it is meant, list it under plumbing.components in etc/io.ripen.engine.cfg.");
        }
    }
}
