package io.ripen.delivery.internal.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One {@code <a …>} of an HTML text and its attributes. A tag that never ends swallows the rest of the text, as it does in
 * a browser, so that the text is walked over once however it is written.
 *
 * @param start where its {@code <} stands
 * @param end behind its {@code >}
 */
record AnchorTag(int start, int end, List<Attribute> attributes) {

    /**
     * An attribute in quotes.
     *
     * @param start where its name begins
     * @param valueStart where its value begins, behind the quote
     * @param valueEnd where the quote stands that ends it
     */
    record Attribute(String name, int start, int valueStart, int valueEnd) {}

    /** The first one at or behind {@code from}; null when there is none, or when it does not end. */
    static @Nullable AnchorTag next(String html, int from) {
        int at = html.indexOf('<', from);
        while (at >= 0 && !begins(html, at)) {
            at = html.indexOf('<', at + 1);
        }
        return at < 0 ? null : read(html, at);
    }

    private static boolean begins(String html, int at) {
        return at + 2 < html.length()
                && (html.charAt(at + 1) == 'a' || html.charAt(at + 1) == 'A')
                && Character.isWhitespace(html.charAt(at + 2));
    }

    private static @Nullable AnchorTag read(String html, int start) {
        List<Attribute> attributes = new ArrayList<>();
        int at = start + 2;
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '>') {
                return new AnchorTag(start, at + 1, attributes);
            }
            if (Character.isWhitespace(c) || c == '/' || c == '"' || c == '\'' || c == '=') {
                at++;
                continue;
            }
            int nameStart = at;
            while (at < html.length() && !endsName(html.charAt(at))) {
                at++;
            }
            String name = html.substring(nameStart, at).toLowerCase(Locale.ROOT);
            int equals = skipSpace(html, at);
            if (equals >= html.length() || html.charAt(equals) != '=') {
                continue;
            }
            at = skipSpace(html, equals + 1);
            if (at < html.length() && (html.charAt(at) == '"' || html.charAt(at) == '\'')) {
                int end = html.indexOf(html.charAt(at), at + 1);
                if (end < 0) {
                    return null;
                }
                attributes.add(new Attribute(name, nameStart, at + 1, end));
                at = end + 1;
            } else {
                while (at < html.length() && html.charAt(at) != '>' && !Character.isWhitespace(html.charAt(at))) {
                    at++;
                }
            }
        }
        return null;
    }

    private static boolean endsName(char c) {
        return c == '=' || c == '>' || c == '/' || Character.isWhitespace(c);
    }

    private static int skipSpace(String html, int from) {
        int at = from;
        while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
            at++;
        }
        return at;
    }

    @Nullable Attribute attribute(String name) {
        return attributes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
