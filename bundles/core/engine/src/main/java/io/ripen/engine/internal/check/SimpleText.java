package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Allows of Camel's Simple language what answers from the lead, its variables and headers, and refuses every function
 * that reaches beyond: classes, beans, files, the environment, other languages, the exchange and Camel itself. What
 * stands outside of functions are operators and literals, which do no harm.
 */
final class SimpleText {
    private static final int LONGEST = 4_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");
    private static final Pattern RANDOM = Pattern.compile("random\\(\\s*-?[0-9]{1,9}\\s*(,\\s*-?[0-9]{1,9}\\s*)?\\)");
    private static final Set<String> FUNCTIONS = Set.of("body", "variable", "header", "random", "null");
    private static final Set<String> OPERATORS = Stream.of(
                    "== =~ >= <= > < !=~ != !is is !contains contains !~~ ~~ !regex regex !in in !range range startsWith"
                            + " endsWith && || not starts ends with ++ --")
            .flatMap(all -> Stream.of(all.split(" ")))
            .collect(Collectors.toSet());
    private static final String CURE =
            "Use ${body.…} to ask the lead, ${variable.name}, ${header.name} or ${random(10)}.";

    private final Findings findings;
    private final Place place;
    private final String text;

    SimpleText(String text, Place place, Findings findings) {
        this.text = text;
        this.place = place;
        this.findings = findings;
    }

    /** Whether all of it is allowed; what is not is told. */
    boolean check(boolean condition) {
        Optional<List<String>> functions = functions();
        if (functions.isEmpty()) {
            return false;
        }
        boolean fine = true;
        for (String function : functions.get()) {
            fine &= function(function);
        }
        return fine && (!condition || condition(functions.get()) && patterns());
    }

    /** The type of the whole text when it is one function; empty when it is mixed text, or one that cannot be known. */
    Optional<Class<?>> type() {
        if (text.startsWith("${body") && text.indexOf('}') == text.length() - 1) {
            try {
                return Optional.of(MethodChain.parse(text.substring("${body".length(), text.length() - 1))
                        .type());
            } catch (MethodChain.NotAllowed toldElsewhere) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> functions() {
        if (text.length() > LONGEST) {
            say(
                    "The expression " + Findings.quote(text) + " has " + text.length() + " characters; at most "
                            + LONGEST + " are read.",
                    "Write less of it; long texts belong into templates.");
            return Optional.empty();
        }
        if (text.regionMatches(true, 0, "resource:", 0, "resource:".length())) {
            say("'resource:' would read a file.", "Write the expression itself here.");
            return Optional.empty();
        }
        if (text.contains("$init{") || text.contains("}init$")) {
            say("'$init{' blocks are not allowed.", CURE);
            return Optional.empty();
        }
        List<String> functions = new ArrayList<>();
        String plain = text.replace("$simple{", "${");
        int at = plain.indexOf("${");
        while (at >= 0) {
            int end = plain.indexOf('}', at);
            if (end < 0) {
                say("In " + Findings.quote(text) + " a '${' has no '}'.", "Close it.");
                return Optional.empty();
            }
            String function = plain.substring(at + 2, end);
            if (function.contains("${")) {
                say(
                        "In " + Findings.quote(text) + " a function stands within a function.",
                        "Use only literal arguments; keep a value in a variable first with <setVariable>.");
                return Optional.empty();
            }
            functions.add(function);
            at = plain.indexOf("${", end);
        }
        return Optional.of(functions);
    }

    private boolean function(String function) {
        String trimmed = function.trim();
        if (trimmed.indexOf('\\') >= 0) {
            return say("The '\\' in ${" + function + "} is not allowed.", "Write the function without it.");
        }
        if (trimmed.equals("body") || trimmed.startsWith("body.") || trimmed.startsWith("body?.")) {
            try {
                MethodChain.parse(trimmed.substring("body".length()));
                return true;
            } catch (MethodChain.NotAllowed notAllowed) {
                return say("In ${" + function + "}: " + notAllowed.why(), notAllowed.cure());
            }
        }
        for (String keyed : List.of("variable.", "header.")) {
            if (trimmed.startsWith(keyed)) {
                String name = trimmed.substring(keyed.length());
                return NAME.matcher(name).matches()
                        || say(
                                "In ${" + function + "} the name " + Findings.quote(name)
                                        + " is not plain: nothing may be called on it.",
                                "Use a name of letters, digits, '-' and '_'.");
            }
        }
        if (RANDOM.matcher(trimmed).matches() || trimmed.equals("null")) {
            return true;
        }
        return say(
                "The function " + Findings.quote("${" + function + "}") + " is not allowed in a sequence.",
                cure(trimmed));
    }

    private static String cure(String function) {
        String name = function.split("[.:(\\[?]", 2)[0];
        if (name.startsWith("date")) {
            return "A sequence has no clock of its own: use a wait: step for time. " + CURE;
        }
        if (name.equals("in") || name.equals("bodyAs") || name.equals("mandatoryBodyAs")) {
            return "Write ${body.…}. " + CURE;
        }
        return NearestName.didYouMean(name, FUNCTIONS) + CURE;
    }

    private boolean condition(Collection<String> functions) {
        if (functions.isEmpty() && !text.equals("true") && !text.equals("false")) {
            return say(
                    "The condition " + Findings.quote(text) + " asks nothing, so it would always say the same.",
                    "Put what is to be asked into ${…}, such as ${body.hasTag('VIP')}.");
        }
        Optional<Class<?>> type = type();
        if (type.isPresent()
                && type.get() != boolean.class
                && type.get() != Boolean.class
                && type.get() != Object.class) {
            return say(
                    "The condition " + Findings.quote(text) + " gives a value and not yes or no.",
                    "Compare it with something, such as ${body.score} > 50.");
        }
        String skeleton = text.replace("$simple{", "${")
                .replaceAll("'[^']*'|\"[^\"]*\"", "\u0001")
                .replaceAll("\\$\\{[^}]*}", "\u0001");
        for (String word : skeleton.strip().split("\\s+")) {
            if (word.indexOf('\u0001') >= 0 && word.length() > 1 && !word.matches("\u0001(\\+\\+|--)")) {
                return say(
                        "In the condition " + Findings.quote(text)
                                + " something sticks to a function or a quoted text.",
                        "Put a space before and after each operator, such as ${body.score} > 50.");
            }
            if (word.matches("\\p{Punct}{1,3}|and|or") && !OPERATORS.contains(word)) {
                return say(
                        "In the condition " + Findings.quote(text) + " the operator " + Findings.quote(word)
                                + " is not known.",
                        word.equals("=")
                                ? "Write '=='."
                                : word.equals("and") || word.equals("&")
                                        ? "Write '&&' (in XML: &amp;&amp;)."
                                        : word.equals("or") || word.equals("|")
                                                ? "Write '||'."
                                                : "Use ==, !=, >, <, contains, in, regex, && or ||.");
            }
        }
        return true;
    }

    /** What follows {@code regex} must be a quoted text of the author, and a pattern that RE2 knows. */
    private boolean patterns() {
        boolean fine = true;
        boolean pattern = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end;
            if (c == '\'' || c == '"') {
                int close = text.indexOf(c, at + 1);
                end = close < 0 ? text.length() : close + 1;
                if (pattern) {
                    fine &= pattern(text.substring(at + 1, close < 0 ? text.length() : close));
                }
            } else {
                end = at;
                int close = text.startsWith("${", at) ? text.indexOf('}', at) : -1;
                if (close >= 0) {
                    end = close + 1;
                }
                while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                if (pattern) {
                    fine &= pattern("${");
                }
            }
            String word = text.substring(at, end);
            pattern = word.equals("regex") || word.equals("!regex");
            at = end;
        }
        return fine;
    }

    private boolean pattern(String written) {
        if (written.contains("${")) {
            return say(
                    "In the condition " + Findings.quote(text) + " the pattern after regex is not a fixed text.",
                    "Write the pattern itself in quotes, such as ${body.firstName} regex 'Ann.*'.");
        }
        try {
            TextPattern.of(written);
            return true;
        } catch (TextPattern.Unusable unusable) {
            return say("In the condition " + Findings.quote(text) + ": " + unusable.why(), unusable.cure());
        }
    }

    private boolean say(String message, String cure) {
        findings.add(place, message, cure);
        return false;
    }
}
