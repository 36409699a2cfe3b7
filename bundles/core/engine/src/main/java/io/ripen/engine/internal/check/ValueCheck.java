package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks expressions and conditions, and the attributes that Camel would read as such. */
final class ValueCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");
    private static final Pattern HEADERS = Pattern.compile("[A-Za-z0-9_.-]{0,100}\\*?");
    private static final Set<String> LANGUAGES = Set.of(
            "simple",
            "constant",
            "csimple",
            "datasonnet",
            "exchangeProperty",
            "expression",
            "groovy",
            "header",
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
            "variable",
            "wasm",
            "xpath",
            "xquery",
            "xtokenize",
            "bean",
            "file");
    private static final Set<String> TYPES = Set.of(
            "String",
            "Integer",
            "Long",
            "Double",
            "Boolean",
            "int",
            "long",
            "double",
            "boolean",
            "java.lang.String",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "java.lang.Boolean");
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private final AllowList allowed;
    private final ExpressionSyntax syntax;
    private final Findings findings;

    ValueCheck(AllowList allowed, ExpressionSyntax syntax, Findings findings) {
        this.allowed = allowed;
        this.syntax = syntax;
        this.findings = findings;
    }

    boolean isLanguage(String element) {
        return LANGUAGES.contains(element);
    }

    /** {@code <setVariable name="x"><simple>…</simple></setVariable>}. */
    void value(XmlElement element, List<XmlElement> children) {
        List<XmlElement> rest = expression(element, children);
        rest.forEach(extra ->
                findings.add(extra.place(), extra + " may not stand in " + element + ".", "Keep one expression."));
        if (element.name().equals("setVariable")) {
            children.stream()
                    .filter(child -> child.name().equals("simple"))
                    .findFirst()
                    .ifPresent(this::canBeKept);
        }
    }

    private void canBeKept(XmlElement simple) {
        SimpleText text = new SimpleText(simple.text(), simple.textPlace(), findings);
        Optional<Class<?>> type = text.type();
        if (type.isPresent() && !isJson(type.get())) {
            findings.add(
                    simple.textPlace(),
                    "The value of " + Findings.quote(simple.text()) + " (a "
                            + type.get().getSimpleName() + ") cannot be kept in a variable over a wait.",
                    "Keep what you need of it as text or number, such as ${body.company.name}.");
        }
    }

    private static boolean isJson(Class<?> type) {
        return type == String.class
                || type == Object.class
                || type.isPrimitive()
                || type == Boolean.class
                || Number.class.isAssignableFrom(type);
    }

    /** Checks the condition that must come first; gives what comes after it. */
    List<XmlElement> condition(XmlElement element, List<XmlElement> children) {
        return first(element, children, true);
    }

    List<XmlElement> expression(XmlElement element, List<XmlElement> children) {
        return first(element, children, false);
    }

    private List<XmlElement> first(XmlElement element, List<XmlElement> children, boolean condition) {
        if (children.isEmpty() || !isLanguage(children.get(0).name())) {
            findings.add(
                    element.place(),
                    element + " has no " + (condition ? "condition." : "expression."),
                    condition
                            ? "Begin it with one, such as <simple>${body.hasTag('VIP')}</simple>."
                            : "Put one into it, such as <constant>A</constant> or <simple>${body.score}</simple>.");
            return children;
        }
        guardExpression(children.get(0), condition);
        return children.subList(1, children.size());
    }

    /** Checks one expression element, whatever it stands in. */
    void guardExpression(XmlElement expression, boolean condition) {
        String language = expression.name();
        if (!allowed.languages().contains(language)) {
            findings.add(
                    expression.place(),
                    "The language " + expression + " is not allowed in a sequence.",
                    Cures.language(language));
            return;
        }
        expression
                .children()
                .forEach(child -> findings.add(
                        child.place(), child + " may not stand in " + expression + ".", "Write plain text into it."));
        guardAttributes(expression);
        if (language.equals("simple") || language.equals("constant")) {
            for (XmlElement.Attribute attribute : expression.attributes().values()) {
                ownAttribute(expression, attribute);
            }
        }
        String text = expression.text();
        if (text.isEmpty()) {
            findings.add(expression.place(), expression + " is empty.", "Write the expression into it.");
            return;
        }
        boolean harmless = noPlaceholder(text, expression.textPlace());
        if (language.equals("simple")) {
            harmless &= new SimpleText(text, expression.textPlace(), findings).check(condition);
        } else if (text.regionMatches(true, 0, "resource:", 0, "resource:".length())) {
            findings.add(expression.textPlace(), "'resource:' would read a file.", "Write the text itself here.");
            harmless = false;
        }
        if (harmless) {
            syntax.complaint(language, text, condition)
                    .ifPresent(complaint -> findings.add(
                            expression.textPlace(),
                            "The expression " + Findings.quote(text) + " cannot be read: " + complaint,
                            "Write it as ${body.score} > 50 or ${body.hasTag('VIP')}."));
        }
    }

    private void ownAttribute(XmlElement expression, XmlElement.Attribute attribute) {
        switch (attribute.name()) {
            case "id", "trim" -> {
                // harmless
            }
            case "resultType" -> {
                if (!TYPES.contains(attribute.value())) {
                    findings.add(
                            attribute.place(),
                            "resultType " + Findings.quote(attribute.value()) + " cannot be kept over a wait.",
                            "Use String, Integer, Long, Double or Boolean.");
                }
            }
            default ->
                findings.add(
                        attribute.place(),
                        expression + " has no attribute " + Findings.quote(attribute.name()) + ".",
                        NearestName.didYouMean(attribute.name(), Set.of("trim", "resultType")) + "Remove it.");
        }
    }

    /** Names of variables and headers, the message of a log. */
    void names(XmlElement element) {
        switch (element.name()) {
            case "setVariable", "removeVariable", "setHeader", "removeHeader" ->
                element.attribute("name").ifPresent(name -> name(element, name));
            case "removeHeaders" -> {
                element.attribute("pattern").ifPresent(pattern -> headers(element, pattern));
                element.attribute("excludePattern").ifPresent(pattern -> headers(element, pattern));
            }
            case "log" -> {
                element.attribute("message")
                        .filter(message -> noPlaceholder(message.value(), message.place()))
                        .ifPresent(message -> {
                            if (new SimpleText(message.value(), message.place(), findings).check(false)) {
                                syntax.complaint("simple", message.value(), false)
                                        .ifPresent(complaint -> findings.add(
                                                message.place(),
                                                "The message cannot be read: " + complaint,
                                                "Mend the ${…} in it."));
                            }
                        });
                element.attribute("loggingLevel")
                        .filter(level -> !LEVELS.contains(level.value()))
                        .ifPresent(level -> findings.add(
                                level.place(),
                                "loggingLevel " + Findings.quote(level.value()) + " is not known.",
                                "Use TRACE, DEBUG, INFO, WARN, ERROR or OFF."));
            }
            default -> {
                // no names
            }
        }
    }

    /** Camel would read anything else as a regular expression, and try it on names that may be a hundred characters long. */
    private void headers(XmlElement element, XmlElement.Attribute pattern) {
        if (!HEADERS.matcher(pattern.value()).matches()) {
            findings.add(
                    pattern.place(),
                    "The " + pattern.name() + " " + Findings.quote(pattern.value()) + " of " + element
                            + " is neither a name nor the beginning of one.",
                    "Write a header's name, or its beginning and '*', such as X-Trial*; for several write several"
                            + " <removeHeaders>.");
        }
    }

    private void name(XmlElement element, XmlElement.Attribute name) {
        boolean variable = element.name().endsWith("Variable");
        if (!NAME.matcher(name.value()).matches()) {
            findings.add(
                    name.place(),
                    "The name " + Findings.quote(name.value()) + " in " + element + " is not plain.",
                    "Use letters, digits, '-' and '_', beginning with a letter; a variable belongs to the lead's run, so"
                            + " there are no prefixes such as 'global:'.");
        } else if (!variable && name.value().regionMatches(true, 0, "camel", 0, "camel".length())) {
            findings.add(
                    name.place(),
                    "The header " + Findings.quote(name.value()) + " would steer Camel itself.",
                    "Use a name that does not begin with 'Camel'.");
        }
    }

    /** Refuses placeholders and references to Java objects in every attribute. */
    void guardAttributes(XmlElement element) {
        for (XmlElement.Attribute attribute : element.attributes().values()) {
            noPlaceholder(attribute.value(), attribute.place());
            if (attribute.value().trim().startsWith("#")) {
                findings.add(
                        attribute.place(),
                        attribute.name() + "=" + Findings.quote(attribute.value()) + " refers to a Java object.",
                        "Write a plain value.");
            }
        }
    }

    private boolean noPlaceholder(String text, Place place) {
        if (text.contains("{{")) {
            findings.add(
                    place,
                    "'{{' in " + Findings.quote(text) + " would read the server's settings and environment.",
                    "Write the value itself; merge fields such as {{contact.first_name}} belong into templates.");
            return false;
        }
        return true;
    }
}
