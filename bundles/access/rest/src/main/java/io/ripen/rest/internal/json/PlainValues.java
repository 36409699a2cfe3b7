package io.ripen.rest.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;

/** Refuses JSON values that a database or a template cannot keep: NUL, half a surrogate pair, numbers beyond a long. */
final class PlainValues {
    private PlainValues() {}

    static void check(String field, JsonNode node) {
        if (node.isTextual()) {
            text(field, node.textValue());
        } else if (node.isBigInteger() || (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()))) {
            throw ProblemException.invalid(
                    field,
                    "The field " + Quoted.of(field) + " holds a number that is too large.",
                    "Send a number of at most 18 digits, or a text in quotes.");
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(field + "[" + i + "]", node.get(i));
            }
        } else if (node.isObject()) {
            node.properties().forEach(each -> {
                String name = field.isEmpty() ? each.getKey() : field + "." + each.getKey();
                text(name, each.getKey());
                check(name, each.getValue());
            });
        }
    }

    private static void text(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw ProblemException.invalid(
                        field,
                        "The field " + Quoted.of(field) + " holds "
                                + (c == 0 ? "a NUL character" : "half a surrogate pair") + ", which no text may have.",
                        "Take the character at position " + (i + 1) + " out.");
            }
        }
    }
}
