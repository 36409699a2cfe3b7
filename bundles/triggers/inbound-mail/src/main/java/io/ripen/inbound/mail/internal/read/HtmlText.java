package io.ripen.inbound.mail.internal.read;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as plain text. What a mailer marks as a quotation comes out with the {@code >} of plain mail in front of each line,
 * what it marks as a signature is left out, so that the rules for plain text find the rest.
 */
final class HtmlText {
    private static final int LONGEST = 64 * 1024;
    /** Deeper than any layout; without a bound the parser takes long over many open tags. */
    private static final int DEEPEST = 60;

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "br",
            "tr",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "blockquote",
            "pre",
            "hr",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "dt",
            "dd",
            "center");
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "head", "title", "noscript", "template", "object", "svg", "textarea", "select");
    private static final Set<String> QUOTES = Set.of(
            "gmail_attr",
            "moz-cite-prefix",
            "yahoo_quoted",
            "protonmail_quote",
            "zmail_extra",
            "moz-forward-container",
            "tutanota_quote",
            "ms-outlook-mobile-reference-message");
    private static final Set<String> SIGNATURES =
            Set.of("gmail_signature", "moz-signature", "protonmail_signature_block", "tutanota_signature");

    private HtmlText() {}

    /** Whether it is longer than what is read of it. */
    static boolean tooLong(String html) {
        return html.length() - body(html) > LONGEST;
    }

    static String of(String html) {
        if (html.isBlank()) {
            return "";
        }
        int from = body(html);
        String some = html.substring(from, Math.min(html.length(), from + LONGEST));
        Document document = Jsoup.parse(some, Parser.htmlParser().setMaxDepth(DEEPEST));
        Writer writer = new Writer();
        document.body().traverse(writer);
        return writer.text();
    }

    /** Where the body begins: what stands before it, often long, is never shown. */
    private static int body(String html) {
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            if (html.regionMatches(true, at, "<body", 0, "<body".length())) {
                return at;
            }
        }
        return 0;
    }

    private static final class Writer implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();
        private final StringBuilder line = new StringBuilder();
        private int quote;
        private int unseen;
        private int pre;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                if (unseen == 0) {
                    append(text.getWholeText());
                }
                return;
            }
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (hidden(element)) {
                unseen++;
                return;
            }
            if (BLOCKS.contains(name)) {
                newLine(name.equals("br"));
            }
            if (quoted(element)) {
                newLine(false);
                quote++;
            }
            if (name.equals("pre")) {
                pre++;
            }
            if (name.equals("hr") && unseen == 0) {
                append("________________________________");
                newLine(false);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (hidden(element)) {
                unseen--;
                return;
            }
            if (name.equals("pre")) {
                pre--;
            }
            if (quoted(element)) {
                newLine(false);
                quote--;
            }
            if (BLOCKS.contains(name) && !name.equals("br")) {
                newLine(false);
                if (name.equals("p") || name.equals("ul") || name.equals("ol")) {
                    newLine(true);
                }
            }
        }

        private static boolean hidden(Element element) {
            if (UNSEEN.contains(element.normalName()) || signature(element)) {
                return true;
            }
            String style = element.attr("style");
            if (style.isEmpty() || style.length() > 2_000) {
                return false;
            }
            String plain = style.replace(" ", "").toLowerCase(Locale.ROOT);
            return plain.contains("display:none") || plain.contains("mso-hide:all");
        }

        private static boolean signature(Element element) {
            return any(element, SIGNATURES)
                    || element.attr("data-smartmail").equals("gmail_signature")
                    || element.id().equals("Signature");
        }

        private static boolean quoted(Element element) {
            if (element.normalName().equals("blockquote")) {
                return true;
            }
            return any(element, QUOTES)
                    || element.id().equals("mail-editor-reference-message-container")
                    || element.id().equals("OLK_SRC_BODY_SECTION");
        }

        private static boolean any(Element element, Set<String> names) {
            String attribute = element.attr("class");
            if (attribute.isEmpty() || attribute.length() > 1_000) {
                return false;
            }
            for (String name : attribute.split(" ")) {
                if (names.contains(name)) {
                    return true;
                }
            }
            return false;
        }

        private void append(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (pre > 0 && c == '\n') {
                    newLine(true);
                } else if (Character.isWhitespace(c)) {
                    if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                        line.append(' ');
                    }
                } else {
                    line.append(c == '\u00a0' ? ' ' : c);
                }
            }
        }

        private void newLine(boolean also) {
            String text = line.toString().strip();
            line.setLength(0);
            if (text.isEmpty() && !also) {
                return;
            }
            for (int i = 0; i < Math.min(quote, 5); i++) {
                out.append('>');
            }
            if (quote > 0) {
                out.append(' ');
            }
            out.append(text).append('\n');
        }

        private String text() {
            newLine(false);
            return out.toString();
        }
    }
}
