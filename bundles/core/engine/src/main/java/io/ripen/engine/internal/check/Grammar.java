package io.ripen.engine.internal.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How the elements that a sequence may have are put together. */
final class Grammar {

    /** What may stand within an element. */
    enum Shape {
        /** Nothing. */
        LEAF,
        /** One expression. */
        VALUE,
        /** Steps. */
        BLOCK,
        /** One condition, then steps. */
        CONDITION,
        /** One expression, then steps. */
        EXPRESSION,
        /** {@code when} elements, then perhaps one {@code otherwise}. */
        CHOICE
    }

    /** @param durable whether a wait or a message may stand within it */
    record Rule(Shape shape, boolean durable, Set<String> required, Set<String> optional) {
        Set<String> attributes() {
            Set<String> all = new HashSet<>(required);
            all.addAll(optional);
            all.add("id");
            all.add("description");
            return all;
        }
    }

    private static final Set<String> NONE = Set.of();

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry(
                    "to",
                    new Rule(Shape.LEAF, false, Set.of("uri"), Set.of("pattern", "variableSend", "variableReceive"))),
            Map.entry("choice", new Rule(Shape.CHOICE, true, NONE, NONE)),
            Map.entry("when", new Rule(Shape.CONDITION, true, NONE, NONE)),
            Map.entry("otherwise", new Rule(Shape.BLOCK, true, NONE, NONE)),
            Map.entry("filter", new Rule(Shape.CONDITION, true, NONE, NONE)),
            Map.entry("pipeline", new Rule(Shape.BLOCK, true, NONE, NONE)),
            Map.entry("step", new Rule(Shape.BLOCK, true, NONE, NONE)),
            Map.entry("stop", new Rule(Shape.LEAF, false, NONE, NONE)),
            Map.entry("log", new Rule(Shape.LEAF, false, Set.of("message"), Set.of("loggingLevel", "logName"))),
            Map.entry("setVariable", new Rule(Shape.VALUE, false, Set.of("name"), NONE)),
            Map.entry("removeVariable", new Rule(Shape.LEAF, false, Set.of("name"), NONE)),
            Map.entry("setHeader", new Rule(Shape.VALUE, false, Set.of("name"), NONE)),
            Map.entry("removeHeader", new Rule(Shape.LEAF, false, Set.of("name"), NONE)),
            Map.entry("removeHeaders", new Rule(Shape.LEAF, false, Set.of("pattern"), Set.of("excludePattern"))),
            Map.entry("setBody", new Rule(Shape.VALUE, false, NONE, NONE)),
            Map.entry("transform", new Rule(Shape.VALUE, false, NONE, NONE)),
            // Not on the list by default; known all the same, so that an operator who adds them gets full checks.
            Map.entry("split", new Rule(Shape.EXPRESSION, false, NONE, Set.of("delimiter", "stopOnException"))),
            Map.entry("loop", new Rule(Shape.EXPRESSION, false, NONE, Set.of("copy", "breakOnShutdown"))),
            Map.entry("multicast", new Rule(Shape.BLOCK, false, NONE, Set.of("stopOnException"))));

    /** Elements that a sequence may have unless the operator says otherwise. */
    static final Set<String> DEFAULT_EIPS = Set.of(
            "to",
            "choice",
            "when",
            "otherwise",
            "filter",
            "pipeline",
            "step",
            "stop",
            "log",
            "setVariable",
            "removeVariable",
            "setHeader",
            "removeHeader",
            "removeHeaders",
            "setBody",
            "transform");

    private Grammar() {}

    static java.util.Optional<Rule> rule(String element) {
        return java.util.Optional.ofNullable(RULES.get(element));
    }

    /** Whether a wait or message within this element can be cut out of it. */
    static boolean durableInside(String element) {
        Rule rule = RULES.get(element);
        return element.equals("route") || rule != null && rule.durable();
    }
}
