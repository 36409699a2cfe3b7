package io.ripen.engine.internal.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a text is no well-formed XML, and what to write instead: the parser's words are about XML, not about the cure. */
final class Malformed {
    /** Comments and CDATA are passed over; the first group is what may not stand outside of them. */
    private static final Pattern BARE = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?]]>"
                    + "|(&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)|<(?=[\\s=0-9]))",
            Pattern.DOTALL);
    /** As HTML has many. */
    private static final Pattern ENTITY = Pattern.compile("&[A-Za-z][A-Za-z0-9]{0,30};");

    /** As word processors and chats make them of plain ones. */
    private static final String ROUND_QUOTES = "\u201C\u201D\u201E\u2018\u2019";

    private Malformed() {}

    /**
     * @param at where the parser gave up
     * @param words the parser's
     */
    static void tell(String xml, Place at, String words, Findings findings) {
        Matcher bare = BARE.matcher(xml);
        while (bare.find()) {
            if (bare.group(1) == null) {
                continue;
            }
            Place place = place(xml, bare.start(1));
            if (place.line() > at.line() || place.line() == at.line() && place.column() > at.column()) {
                break; // the parser did not come so far: something else is wrong
            }
            String from = xml.substring(bare.start(1));
            Matcher entity = ENTITY.matcher(from);
            if (entity.lookingAt()) {
                findings.add(
                        place,
                        "This is not well-formed XML: the entity '" + entity.group() + "' is not known.",
                        "Write the character itself; only &amp;, &lt;, &gt;, &quot; and &apos; are known.");
            } else if (from.startsWith("&&")) {
                findings.add(
                        place, "A bare '&&' stands here, which XML does not allow.", "Write &amp;&amp; for 'and'.");
            } else if (from.startsWith("&")) {
                findings.add(
                        place,
                        "A bare '&' stands here, which XML does not allow.",
                        "Write &amp; between options, such as wait:for?on=reply&amp;timeout=3 days; and %26 for a '&'"
                                + " that belongs to a value.");
            } else {
                findings.add(
                        place,
                        "A bare '<' stands here, which XML takes for the beginning of an element.",
                        "Write &lt; for 'less than', such as ${body.score} &lt; 50.");
            }
            return;
        }
        boolean round = nextTo(xml, at).chars().anyMatch(c -> ROUND_QUOTES.indexOf(c) >= 0);
        findings.add(
                at,
                "This is not well-formed XML: " + words,
                round
                        ? "Write plain quotation marks, such as id=\"intro\": a word processor or a chat made them"
                                + " round."
                        : "Close and quote everything here.");
    }

    /** The few characters where the parser gave up. */
    private static String nextTo(String xml, Place at) {
        String line = xml.lines().skip(Math.max(0, at.line() - 1)).findFirst().orElse("");
        int column = Math.min(line.length(), Math.max(0, at.column()));
        return line.substring(Math.max(0, column - 4), Math.min(line.length(), column + 2));
    }

    private static Place place(String xml, int at) {
        int line = (int) xml.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new Place(line, at - xml.lastIndexOf('\n', at - 1));
    }
}
