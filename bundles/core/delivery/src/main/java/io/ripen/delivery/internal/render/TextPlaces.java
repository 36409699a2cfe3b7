package io.ripen.delivery.internal.render;

import java.util.Locale;

/** Finds fields within addresses of a plain text: mail programs and phones make links of them. */
final class TextPlaces {
    private TextPlaces() {}

    static String mark(String text) {
        if (!text.contains("://")) {
            return text;
        }
        StringBuilder marked = new StringBuilder(text.length() + 16);
        StringBuilder word = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.startsWith("{{", at) ? text.indexOf("}}", at) : -1;
            if (end < 0) {
                char c = text.charAt(at++);
                marked.append(c);
                if (Character.isWhitespace(c)) {
                    word.setLength(0);
                } else {
                    word.append(c);
                }
                continue;
            }
            String name = text.substring(at + 2, end);
            String begun = word.toString().toLowerCase(Locale.ROOT);
            boolean within = begun.contains("https://") || begun.contains("http://");
            marked.append("{{")
                    .append(within && isOfLead(name) ? FieldPlace.ADDRESS_PART.mark(name) : name)
                    .append("}}");
            at = end + 2;
        }
        return marked.toString();
    }

    /** What a lead may have written. A team's settings and our own addresses are the operator's. */
    static boolean isOfLead(String name) {
        String plain = name.strip();
        return plain.startsWith("contact.")
                || plain.startsWith("company.")
                || plain.startsWith("variable.")
                || plain.startsWith("variables.");
    }
}
