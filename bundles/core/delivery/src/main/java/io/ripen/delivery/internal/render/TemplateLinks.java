package io.ripen.delivery.internal.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named links of one text, taken out of it: where {@code {{#link.pricing}}https://…{{/link.pricing}}} stood, the text
 * has a field of its own, so that filling it in costs what a field costs.
 */
record TemplateLinks(String text, Map<String, TemplateLink> byField) {
    static final String PREFIX = "link.";
    static final String PIXEL = "link.~pixel";
    static final String HIDDEN = "link.~hidden";

    private static final String FORM = "Write {{#link.NAME}}https://acme.example/page{{/link.NAME}}.";
    private static final Pattern LINK =
            Pattern.compile("\\{\\{#\\s*link\\.([^}]*)\\}\\}(.*?)\\{\\{/\\s*([^}]*)\\}\\}", Pattern.DOTALL);
    private static final Pattern LEFT = Pattern.compile("\\{\\{\\s*[#^/]?\\s*link(\\.[^}]*)?\\}\\}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,49}");
    private static final Pattern ANCHOR = Pattern.compile(
            "<a\\b[^>]*?\\sdata-link\\s*=\\s*([\"'])(.*?)\\1[^>]*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HREF =
            Pattern.compile("(\\shref\\s*=\\s*)([\"'])(.*?)\\2", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DATA_LINK =
            Pattern.compile("\\sdata-link\\s*=\\s*([\"']).*?\\1", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
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
        Matcher link = LINK.matcher(source);
        int from = 0;
        while (link.find()) {
            if (link.group(1).startsWith("~")) {
                continue;
            }
            String place = where + ", line " + (firstLine + lines(source, link.start()));
            String name = link.group(1).strip();
            if (context == MergeText.Context.LINE) {
                throw new UnrenderableException(
                        "Template " + place + " has a link in its head. Links belong into the text.");
            }
            if (!NAME.matcher(name).matches()) {
                throw new UnrenderableException("Template " + place + " names a link '" + name
                        + "'. Name it with up to 50 of a-z, 0-9, '-', '_' and '.'.");
            }
            String target = target(place, name, link);
            String field = PREFIX + name + "." + links.size();
            links.put(field, new TemplateLink(place, name, target));
            rest.append(source, from, link.start()).append("{{").append(field).append("}}");
            from = link.end();
        }
        rest.append(source, from, source.length());
        left(where, rest, links, firstLine);
        return new TemplateLinks(rest.toString(), links);
    }

    private static String target(String place, String name, Matcher link) throws UnrenderableException {
        String target = link.group(2).strip();
        if (target.indexOf('\n') >= 0) {
            throw new UnrenderableException("The target of link '" + name + "' in template " + place
                    + " goes over several lines. Write it in one.");
        }
        if (!link.group(3).strip().equals(PREFIX + name)) {
            throw new UnrenderableException("Link '" + name + "' in template " + place + " is not closed by {{/link."
                    + name + "}}, or something but an address stands in it. " + FORM);
        }
        return target;
    }

    /** Whatever else looks like a link is a slip, and would go out as nothing or as braces. */
    private static void left(String where, CharSequence text, Map<String, TemplateLink> links, int firstLine)
            throws UnrenderableException {
        Matcher left = LEFT.matcher(text);
        while (left.find()) {
            String tag = left.group();
            String name = tag.substring(2, tag.length() - 2);
            if (!links.containsKey(name) && !name.contains("~")) {
                throw new UnrenderableException("Template " + where + ", line "
                        + (firstLine + lines(text, left.start())) + " has " + tag + ", which is no link. " + FORM);
            }
        }
    }

    /** {@code <a data-link="pricing" href="https://…">} is the same in words that an HTML editor leaves alone. */
    private static String anchors(String where, String text, int firstLine) throws UnrenderableException {
        if (!text.contains("data-link")) {
            return text;
        }
        Matcher anchor = ANCHOR.matcher(text);
        StringBuilder rewritten = new StringBuilder(text.length());
        while (anchor.find()) {
            String tag = DATA_LINK.matcher(anchor.group()).replaceAll("");
            Matcher href = HREF.matcher(tag);
            String name = anchor.group(2).strip();
            if (!href.find()) {
                throw new UnrenderableException("Template " + where + ", line "
                        + (firstLine + lines(text, anchor.start())) + " has <a data-link=\"" + name
                        + "\"> without an href. Write <a data-link=\"" + name + "\" href=\"https://…\">.");
            }
            String target = href.group(3).replace("&amp;", "&");
            String tracked = tag.substring(0, href.start()) + href.group(1) + href.group(2) + "{{#link." + name + "}}"
                    + target + "{{/link." + name + "}}" + href.group(2) + tag.substring(href.end());
            anchor.appendReplacement(rewritten, Matcher.quoteReplacement(tracked));
        }
        return anchor.appendTail(rewritten).toString();
    }

    private static String withPixel(String html) {
        int end = html.toLowerCase(java.util.Locale.ROOT).lastIndexOf("</body>");
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
