package io.ripen.delivery.internal.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.TagSet;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plain text of a mail from its HTML, so that no author writes a mail twice. It works on the template: what stands
 * in braces goes over as it is, and is filled in for each lead as in any text. Used once, by one thread.
 */
public final class PlainPart {
    /** Stands for a tag of the template while the HTML is read: one character of nobody's, its number, another one. */
    private static final char OPEN = '\uE000';

    private static final char CLOSE = '\uE001';

    /** A letter has no more; what is nested deeper is somebody's trick or slip. */
    private static final int DEEPEST = 5;

    /** So many elements may stand between a link and its paragraph. */
    private static final int HIGHEST = 20;

    private static final Set<String> UNSEEN =
            Set.of("head", "style", "script", "title", "template", "noscript", "svg", "object");
    private static final Set<String> PARAGRAPHS = Set.of(
            "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl", "hr", "form");
    private static final Set<String> LINES = Set.of(
            "div", "li", "tr", "section", "article", "header", "footer", "main", "center", "dt", "dd", "body",
            "address", "tbody");

    private final StringBuilder text = new StringBuilder();
    private final List<String> tags = new ArrayList<>();
    private final Deque<Integer> numbers = new ArrayDeque<>();
    private @Nullable Element openLink;
    private int linkBegins;
    private int links;
    private int unseen;
    private int quoted;
    private int exact;
    private boolean blank;
    private boolean blankBefore;

    private PlainPart() {}

    /** The text template that says what an HTML template says. */
    public static String of(String html) {
        PlainPart part = new PlainPart();
        // The reader of XML leaves everything where it stands; one of HTML would move sections out of tables.
        Jsoup.parse(part.hidden(html), "", Parser.xmlParser().tagSet(TagSet.Html()))
                .traverse(part.new Walk());
        String plain = part.text.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n");
        return part.shown(plain).strip();
    }

    private String hidden(String html) {
        StringBuilder hidden = new StringBuilder(html.length());
        String plain = html.replace(OPEN, ' ').replace(CLOSE, ' ');
        int from = 0;
        for (TemplateTags.Tag tag : TemplateTags.find(plain).tags()) {
            hidden.append(plain, from, tag.start())
                    .append(OPEN)
                    .append(tags.size())
                    .append(CLOSE);
            tags.add(plain.substring(tag.start(), tag.end()));
            from = tag.end();
        }
        return hidden.append(plain, from, plain.length()).toString();
    }

    private String shown(String plain) {
        StringBuilder shown = new StringBuilder(plain.length());
        int from = 0;
        for (int open = plain.indexOf(OPEN); open >= 0; open = plain.indexOf(OPEN, from)) {
            int close = plain.indexOf(CLOSE, open);
            shown.append(plain, from, open).append(tags.get(Integer.parseInt(plain.substring(open + 1, close))));
            from = close + 1;
        }
        return shown.append(plain, from, plain.length()).toString();
    }

    /** Over all that the HTML has, in the order in which it stands. */
    private final class Walk implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words && unseen == 0) {
                add(words.getWholeText());
            } else if (node instanceof Element element) {
                begin(element, element.normalName());
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                end(element, element.normalName());
            }
        }
    }

    private void begin(Element element, String name) {
        if (unseen > 0 || isUnseen(element, name)) {
            unseen++;
            return;
        }
        if (PARAGRAPHS.contains(name)) {
            breaks(2);
        } else if (LINES.contains(name)) {
            breaks(1);
        }
        switch (name) {
            case "br" -> text.append('\n').append(prefix());
            case "hr" -> text.append("----");
            case "img" -> add(element.attr("alt"));
            case "a" -> {
                endLink(); // one within another ends it, as in a browser
                openLink = element;
                linkBegins = text.length();
                blankBefore = blank;
            }
            case "pre" -> exact++;
            case "blockquote" -> {
                quoted++;
                text.append("> ");
            }
            case "ol" -> numbers.push(0);
            case "ul" -> numbers.push(-1);
            case "li" -> text.append(item());
            case "td", "th" -> blank = true;
            default -> {
                // its words are enough
            }
        }
    }

    private void end(Element element, String name) {
        if (unseen > 0) {
            unseen--;
            return;
        }
        switch (name) {
            case "a" -> {
                if (element == openLink) {
                    endLink();
                }
            }
            case "pre" -> exact--;
            case "blockquote" -> quoted--;
            case "ol", "ul" -> numbers.poll();
            default -> {
                // nothing stands behind it
            }
        }
        if (PARAGRAPHS.contains(name)) {
            breaks(2);
        } else if (LINES.contains(name)) {
            breaks(1);
        }
    }

    private static boolean isUnseen(Element element, String name) {
        String style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
        return UNSEEN.contains(name)
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || style.contains("display:none")
                || style.contains("visibility:hidden");
    }

    private String item() {
        Integer number = numbers.poll();
        int next = number == null || number < 0 ? -1 : number + 1;
        numbers.push(next);
        String indent = "  ".repeat(Math.min(DEEPEST, Math.max(0, numbers.size() - 1)));
        return indent + (next < 0 ? "- " : next + ". ");
    }

    private void endLink() {
        Element link = openLink;
        openLink = null;
        if (link != null) {
            target(link);
        }
    }

    /** Where a link leads, behind its words: alone in its line after a colon, else within angle brackets. */
    private void target(Element link) {
        String name = link.attr("data-link").strip();
        String href = link.attr("href").strip();
        String words = text.substring(Math.min(linkBegins, text.length())).strip();
        boolean leads = !href.isEmpty() && !href.startsWith("#") && !href.startsWith("javascript:");
        String address = href.replaceFirst("(?i)^(mailto|tel|sms):", "").replaceFirst("\\?.*$", "");
        boolean spoken = !address.equals(href.replaceFirst("\\?.*$", ""));
        String shown =
                spoken ? address : name.isEmpty() ? href : "{{#link." + name + "}}" + href + "{{/link." + name + "}}";
        if (!leads || isSaid(words, spoken ? address : href)) {
            if (leads && !spoken) {
                text.setLength(Math.min(linkBegins, text.length()));
                blank = blankBefore;
                add(shown);
            }
            return;
        }
        if (words.isEmpty()) {
            add(shown);
        } else if (links++ < TemplateTags.MOST_LINKS && isAlone(link)) {
            text.append(":".repeat(words.matches(".*[:：.!?…]") ? 0 : 1))
                    .append(' ')
                    .append(shown);
        } else {
            text.append(" <").append(shown).append('>');
        }
        blank = false;
    }

    /** Whether the words are the address itself. */
    private boolean isSaid(String words, String href) {
        return plain(shown(words)).equalsIgnoreCase(plain(shown(href))) && !words.isEmpty();
    }

    private static String plain(String address) {
        return address.replaceFirst("(?i)^https?://", "").replaceFirst("/$", "").replaceAll("[ ()-]", "");
    }

    /** Whether nothing else stands in its paragraph, as with a button. */
    private static boolean isAlone(Element link) {
        Element block = link;
        for (int up = 0; block.parent() != null && !isBlock(block); up++) {
            if (up == HIGHEST) {
                return false;
            }
            block = block.parent();
        }
        return block.wholeText().strip().equals(link.wholeText().strip());
    }

    private static boolean isBlock(Element element) {
        String name = element.normalName();
        return PARAGRAPHS.contains(name) || LINES.contains(name) || name.equals("td") || name.equals("th");
    }

    private void add(String words) {
        if (exact > 0) {
            text.append(words);
            return;
        }
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00A0') {
                blank = true;
                continue;
            }
            if (isSoft(c)) {
                continue;
            }
            if (blank && !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.append(' ');
            }
            blank = false;
            text.append(c);
        }
    }

    /** Where a word may be broken, and what mailers put behind the line that a list of mails shows. */
    private static boolean isSoft(char c) {
        return c == '\u00AD' || c == '\u200B' || c == '\u200C' || c == '\u034F' || c == '\uFEFF' || c == '\u2007';
    }

    private void breaks(int wanted) {
        blank = false;
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '>' && quoted > 0)) {
            end--;
        }
        int there = 0;
        while (there < end && text.charAt(end - 1 - there) == '\n') {
            there++;
        }
        if (end > 0 && there < wanted) {
            for (int i = there; i < wanted; i++) {
                text.append('\n').append(prefix());
            }
        }
    }

    private String prefix() {
        return "> ".repeat(Math.min(DEEPEST, quoted));
    }
}
