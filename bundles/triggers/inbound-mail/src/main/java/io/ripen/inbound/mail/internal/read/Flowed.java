package io.ripen.inbound.mail.internal.read;

/**
 * Joins the lines of a text in {@code format=flowed} (RFC 3676) again: a line that ends in a space goes on in the next one of
 * the same depth of quoting.
 */
final class Flowed {
    private static final String SIGNATURE = "-- ";

    private final boolean dropSpace;
    private final StringBuilder joined;
    private final StringBuilder paragraph = new StringBuilder();
    private int depth = -1;

    private Flowed(boolean dropSpace, int length) {
        this.dropSpace = dropSpace;
        this.joined = new StringBuilder(length);
    }

    /** @param dropSpace {@code delsp=yes}: the space that marks a flowed line is no part of the text */
    static String joined(String text, boolean dropSpace) {
        Flowed flowed = new Flowed(dropSpace, text.length());
        text.lines().forEach(flowed::line);
        flowed.end();
        return flowed.joined.toString();
    }

    private void line(String line) {
        int quotes = 0;
        while (quotes < line.length() && line.charAt(quotes) == '>') {
            quotes++;
        }
        // A space in front protects what follows, and belongs to the format.
        int from = quotes < line.length() && line.charAt(quotes) == ' ' ? quotes + 1 : quotes;
        String content = line.substring(from);
        if (quotes != depth || content.equals(SIGNATURE)) {
            end();
        }
        depth = quotes;
        paragraph.append(content);
        if (!content.endsWith(" ") || content.equals(SIGNATURE)) {
            end();
        } else if (dropSpace) {
            paragraph.setLength(paragraph.length() - 1);
        }
    }

    private void end() {
        if (depth >= 0) {
            joined.append(">".repeat(depth))
                    .append(depth > 0 && !paragraph.isEmpty() ? " " : "")
                    .append(paragraph)
                    .append('\n');
        }
        paragraph.setLength(0);
        depth = -1;
    }
}
