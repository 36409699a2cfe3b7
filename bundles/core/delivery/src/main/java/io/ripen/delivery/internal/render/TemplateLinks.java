package io.ripen.delivery.internal.render;

import io.ripen.delivery.internal.render.AnchorTag.Attribute;
import io.ripen.delivery.internal.render.TemplateTags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * The named links of one text, taken out of it: where {@code {{#link.pricing}}https://…{{/link.pricing}}} stood, the text
 * has a field of its own, so that filling it in costs what a field costs.
 */
record TemplateLinks(String text, Map<String, TemplateLink> byField) {
    static final String PREFIX = "link.";
    static final String PIXEL = "link.~pixel";
    static final String HIDDEN = "link.~hidden";

    private static final String FORM = "Write {{#link.NAME}}https://acme.example/page{{/link.NAME}}.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");
    /** No person comes to it: it shows nothing, and neither the keyboard nor a screen reader stops at it. */
    private static final String HIDDEN_HTML = "{{#" + HIDDEN + "}}<a href=\"{{" + HIDDEN
            + "}}\" rel=\"nofollow\" tabindex=\"-1\" aria-hidden=\"true\" style=\"display:none\"></a>{{/" + HIDDEN
            + "}}";

    private static final String PIXEL_HTML = "{{#" + PIXEL + "}}<img src=\"{{" + PIXEL
            + "}}\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0;width:1px;height:1px\">{{/" + PIXEL + "}}";

    static TemplateLinks none(String text) {
        return new TemplateLinks(text, Map.of());
    }

    /**
     * @param where file and part, for messages
     * @param firstLine which line of the file the text begins with
     */
    static TemplateLinks take(String where, String text, MergeText.Context context, int firstLine)
            throws UnrenderableException {
        boolean html = context == MergeText.Context.HTML;
        String source = html ? withPixel(anchors(where, text, firstLine)) : text;
        if (!source.contains("link")) {
            return none(source);
        }
        Map<String, TemplateLink> links = new LinkedHashMap<>();
        StringBuilder rest = new StringBuilder(source.length());
        List<Tag> tags = TemplateTags.find(source).tags();
        int from = 0;
        for (int i = 0; i < tags.size(); i++) {
            Tag open = tags.get(i);
            if (open.sign() != '#'
                    || !open.name().startsWith(PREFIX)
                    || open.name().startsWith(PREFIX + "~")) {
                continue;
            }
            String name = open.name().substring(PREFIX.length());
            int line = firstLine + lines(source, open.start());
            int close = i + 1;
            while (close < tags.size() && tags.get(close).sign() != '/') {
                close++;
            }
            if (close == tags.size()) {
                break; // left over, and told of below
            }
            String place = where + ", line " + line;
            if (context == MergeText.Context.LINE) {
                throw new UnrenderableException(
                        "Template " + place + " has a link in its head. Links belong into the text.");
            }
            if (!NAME.matcher(name).matches()) {
                throw new UnrenderableException("Template " + place + " names a link '" + name
                        + "'. Name it with up to 50 of a-z, 0-9, '-', '_' and '.'.");
            }
            if (links.size() == TemplateTags.MOST_LINKS) {
                throw new UnrenderableException("Template " + place + " has more than " + TemplateTags.MOST_LINKS
                        + " links. Leave some of them out.");
            }
            Tag end = tags.get(close);
            String target = target(place, name, source.substring(open.end(), end.start()), end);
            if (html) {
                target = asHtmlMeansIt(target);
            }
            String field = PREFIX + name + "." + links.size();
            links.put(field, new TemplateLink(place, name, target));
            rest.append(source, from, open.start()).append("{{").append(field).append("}}");
            from = end.end();
            i = close;
        }
        rest.append(source, from, source.length());
        left(where, rest, links, firstLine);
        return new TemplateLinks(rest.toString(), links);
    }

    private static String target(String place, String name, String written, Tag end) throws UnrenderableException {
        String target = written.strip();
        if (target.indexOf('\n') >= 0) {
            throw new UnrenderableException("The target of link '" + name + "' in template " + place
                    + " goes over several lines. Write it in one.");
        }
        if (!end.name().equals(PREFIX + name)) {
            throw new UnrenderableException("Link '" + name + "' in template " + place + " is not closed by {{/link."
                    + name + "}}, or something but an address stands in it. " + FORM);
        }
        return target;
    }

    /** {@code &amp;} and its like are one character each. What stands within braces is the template's, and no HTML. */
    private static String asHtmlMeansIt(String target) {
        if (target.indexOf('&') < 0) {
            return target;
        }
        StringBuilder meant = new StringBuilder(target.length());
        int from = 0;
        for (Tag tag : TemplateTags.find(target).tags()) {
            meant.append(Parser.unescapeEntities(target.substring(from, tag.start()), true))
                    .append(target, tag.start(), tag.end());
            from = tag.end();
        }
        return meant.append(Parser.unescapeEntities(target.substring(from), true))
                .toString();
    }

    /** Whatever else looks like a link is a slip, and would go out as nothing or as braces. */
    private static void left(String where, CharSequence text, Map<String, TemplateLink> links, int firstLine)
            throws UnrenderableException {
        for (Tag left : TemplateTags.find(text).tags()) {
            if (left.sign() != '!'
                    && left.isLink()
                    && !links.containsKey(left.name())
                    && !left.name().contains("~")) {
                throw new UnrenderableException("Template " + where + ", line "
                        + (firstLine + lines(text, left.start())) + " has "
                        + text.subSequence(left.start(), left.end()) + ", which is no link. " + FORM);
            }
        }
    }

    /** {@code <a data-link="pricing" href="https://…">} is the same in words that an HTML editor leaves alone. */
    private static String anchors(String where, String text, int firstLine) throws UnrenderableException {
        if (!text.contains("data-link")) {
            return text;
        }
        StringBuilder rewritten = new StringBuilder(text.length());
        int from = 0;
        int found = 0;
        for (AnchorTag anchor = AnchorTag.next(text, 0); anchor != null; anchor = AnchorTag.next(text, anchor.end())) {
            Attribute named = anchor.attribute("data-link");
            if (named == null) {
                continue;
            }
            String name = text.substring(named.valueStart(), named.valueEnd()).strip();
            Attribute href = anchor.attribute("href");
            if (href == null || ++found > TemplateTags.MOST_LINKS) {
                String place = "Template " + where + ", line " + (firstLine + lines(text, anchor.start()));
                throw new UnrenderableException(
                        href == null
                                ? place + " has <a data-link=\"" + name + "\"> without an href. Write <a data-link=\""
                                        + name + "\" href=\"https://…\">."
                                : place + " has more than " + TemplateTags.MOST_LINKS
                                        + " links. Leave some of them out.");
            }
            String target = "{{#link." + name + "}}"
                    + text.substring(href.valueStart(), href.valueEnd()) + "{{/link." + name
                    + "}}";
            String before = named.start() < href.start()
                    ? without(text, anchor.start(), href.valueStart(), named)
                    : text.substring(anchor.start(), href.valueStart());
            String after = named.start() < href.start()
                    ? text.substring(href.valueEnd(), anchor.end())
                    : without(text, href.valueEnd(), anchor.end(), named);
            rewritten
                    .append(text, from, anchor.start())
                    .append(before)
                    .append(target)
                    .append(after);
            from = anchor.end();
        }
        return rewritten.append(text, from, text.length()).toString();
    }

    /** A piece of the text without an attribute in it. */
    private static String without(String text, int from, int to, Attribute attribute) {
        return text.substring(from, attribute.start()).stripTrailing() + text.substring(attribute.valueEnd() + 1, to);
    }

    private static String withPixel(String html) {
        int end = html.lastIndexOf("</");
        while (end >= 0 && !html.regionMatches(true, end, "</body>", 0, "</body>".length())) {
            end = html.lastIndexOf("</", end - 1);
        }
        int at = end < 0 ? html.length() : end;
        return html.substring(0, at) + HIDDEN_HTML + PIXEL_HTML + html.substring(at);
    }

    private static int lines(CharSequence text, int end) {
        int lines = 0;
        for (int i = 0; i < end; i++) {
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        return lines;
    }
}
