package io.ripen.engine.internal.check;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code .name('text', 3)} pieces one after the other. */
final class ChainReader {
    private static final String CURE =
            "Write names joined by dots, and only plain text, numbers, true or false as arguments, such as"
                    + " ${body.hasTag('VIP')}.";

    private final String text;
    private int at;

    ChainReader(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next name, after its dot. */
    String name() throws MethodChain.NotAllowed {
        if (text.startsWith("?.", at)) {
            at += 2;
        } else if (text.charAt(at) == '.') {
            at++;
        } else {
            throw unreadable();
        }
        int start = at;
        while (!atEnd() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at || Character.isDigit(text.charAt(start))) {
            throw unreadable();
        }
        return text.substring(start, at);
    }

    /** The arguments in parentheses, if there are any. */
    List<Object> arguments() throws MethodChain.NotAllowed {
        List<Object> arguments = new ArrayList<>();
        if (atEnd() || text.charAt(at) != '(') {
            return arguments;
        }
        at++;
        skipSpace();
        if (!atEnd() && text.charAt(at) == ')') {
            at++;
            return arguments;
        }
        while (true) {
            arguments.add(literal());
            skipSpace();
            if (atEnd()) {
                throw unreadable();
            }
            char next = text.charAt(at++);
            if (next == ')') {
                return arguments;
            }
            if (next != ',') {
                throw unreadable();
            }
        }
    }

    private Object literal() throws MethodChain.NotAllowed {
        skipSpace();
        if (atEnd()) {
            throw unreadable();
        }
        char first = text.charAt(at);
        if (first == '\'' || first == '"') {
            int end = text.indexOf(first, at + 1);
            if (end < 0) {
                throw unreadable();
            }
            String literal = text.substring(at + 1, end);
            at = end + 1;
            return literal;
        }
        int start = at;
        while (!atEnd() && text.charAt(at) != ',' && text.charAt(at) != ')') {
            at++;
        }
        String word = text.substring(start, at).trim();
        if (word.matches("-?[0-9]{1,9}")) {
            return Integer.valueOf(word);
        }
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        throw new MethodChain.NotAllowed("The argument " + Findings.quote(word) + " is not a literal.", CURE);
    }

    private void skipSpace() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private MethodChain.NotAllowed unreadable() {
        return new MethodChain.NotAllowed(
                Findings.quote("body" + text) + " cannot be read"
                        + (atEnd() ? ": it ends too early." : " from " + Findings.quote(text.substring(at)) + " on."),
                CURE);
    }
}
