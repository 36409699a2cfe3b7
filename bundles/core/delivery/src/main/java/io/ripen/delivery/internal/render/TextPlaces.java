package io.ripen.delivery.internal.render;

/** Finds fields within addresses of a plain text: mail programs and phones make links of them. */
final class TextPlaces {
    private TextPlaces() {}

    static String mark(String text) {
        if (!text.contains("://")) {
            return text;
        }
        StringBuilder marked = new StringBuilder(text.length() + 16);
        boolean within = false;
        int at = 0;
        while (at < text.length()) {
            int end = text.startsWith("{{", at) ? text.indexOf("}}", at) : -1;
            if (end < 0) {
                char c = text.charAt(at++);
                marked.append(c);
                within = !Character.isWhitespace(c) && (within || beginsAddress(text, at));
                continue;
            }
            String name = text.substring(at + 2, end);
            marked.append("{{")
                    .append(within && isOfLead(name) ? FieldPlace.ADDRESS_PART.mark(name) : name)
                    .append("}}");
            at = end + 2;
        }
        return marked.toString();
    }

    /** Whether the text up to here ends with what an address begins with. */
    private static boolean beginsAddress(String text, int end) {
        return text.charAt(end - 1) == '/'
                && (text.regionMatches(true, end - 7, "http://", 0, 7)
                        || text.regionMatches(true, end - 8, "https://", 0, 8));
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
