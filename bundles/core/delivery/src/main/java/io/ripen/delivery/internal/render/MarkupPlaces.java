package io.ripen.delivery.internal.render;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in an HTML text fields stand. What is escaped is harmless between tags and within quotes; within an address it
 * must be percent-encoded besides, at its beginning it must be a whole address, and in scripts, styles, handlers of events and
 * outside of quotes nothing makes it harmless, so that there it is refused. Used once, by one thread.
 */
final class MarkupPlaces {
    private static final Set<String> ADDRESSES = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "background",
            "cite",
            "poster",
            "data",
            "longdesc",
            "xlink:href",
            "srcset",
            "ping",
            "usemap",
            "manifest");
    private static final Set<String> HARMLESS_SCHEMES = Set.of("http", "https", "mailto", "tel", "sms", "cid");
    /** Each field asks anew what its address begins with. */
    private static final int LONGEST_WITH_FIELDS = 2_000;

    private static final Set<String> RUN = Set.of("script", "style");

    private enum State {
        BETWEEN,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE,
        AFTER_EQUALS,
        QUOTED,
        BARE
    }

    private final String where;
    private final String text;
    private final int firstLine;
    private final StringBuilder marked;
    private final StringBuilder tag = new StringBuilder();
    private final StringBuilder attribute = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private State state = State.BETWEEN;
    private char quote;
    private boolean fieldsInValue;

    private MarkupPlaces(String where, String text, int firstLine) {
        this.where = where;
        this.text = text;
        this.firstLine = firstLine;
        this.marked = new StringBuilder(text.length() + 32);
    }

    /** The same text with its fields marked by {@link FieldPlace}. */
    static String mark(String where, String text, int firstLine) throws UnrenderableException {
        return new MarkupPlaces(where, text, firstLine).mark();
    }

    private String mark() throws UnrenderableException {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("{{", at)) {
                int end = text.indexOf("}}", at);
                if (end > 0) {
                    marked.append("{{")
                            .append(field(text.substring(at + 2, end), at))
                            .append("}}");
                    at = end + 2;
                    continue;
                }
            }
            if (state == State.BETWEEN && text.startsWith("<!--", at)) {
                int end = text.indexOf("-->", at);
                int next = end < 0 ? text.length() : end + 3;
                if (text.substring(at, next).contains("{{")) {
                    throw refused(at, "a field in a comment", "Take it out of the comment");
                }
                marked.append(text, at, next);
                at = next;
                continue;
            }
            read(text.charAt(at), at);
            marked.append(text.charAt(at++));
            if (state == State.BETWEEN && RUN.contains(tagName()) && text.charAt(at - 1) == '>') {
                at = raw(at);
            }
        }
        return marked.toString();
    }

    /** Scripts and styles are no text. */
    private int raw(int from) throws UnrenderableException {
        String close = "</" + tagName();
        int end = text.indexOf("</", from);
        while (end >= 0 && !text.regionMatches(true, end, close, 0, close.length())) {
            end = text.indexOf("</", end + 1);
        }
        int next = end < 0 ? text.length() : end;
        int field = text.substring(from, next).indexOf("{{");
        if (field >= 0) {
            throw refused(
                    from + field, "a field within <" + tagName() + ">", "Only text and attributes may have fields");
        }
        marked.append(text, from, next);
        tag.setLength(0);
        return next;
    }

    private void read(char c, int at) throws UnrenderableException {
        boolean blank = Character.isWhitespace(c);
        switch (state) {
            case BETWEEN -> {
                char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                if (c == '<' && (Character.isLetter(next) || next == '/')) {
                    state = State.TAG_NAME;
                    tag.setLength(0);
                }
            }
            case TAG_NAME -> {
                if (c == '>') {
                    state = State.BETWEEN;
                } else if (blank || c == '/' && !tag.isEmpty()) {
                    state = State.IN_TAG; // <script/x> is a script
                } else {
                    tag.append(c);
                }
            }
            case IN_TAG -> {
                if (c == '>') {
                    state = State.BETWEEN;
                } else if (!blank && c != '/') {
                    attribute.setLength(0);
                    attribute.append(c);
                    state = State.ATTRIBUTE;
                }
            }
            case ATTRIBUTE -> {
                if (c == '=') {
                    state = State.AFTER_EQUALS;
                } else if (c == '>') {
                    state = State.BETWEEN;
                } else if (!blank) {
                    attribute.append(c);
                }
            }
            case AFTER_EQUALS -> {
                if (c == '"' || c == '\'') {
                    quote = c;
                    begin(State.QUOTED);
                } else if (c == '>') {
                    state = State.BETWEEN;
                } else if (!blank) {
                    begin(State.BARE);
                    value.append(c);
                }
            }
            case QUOTED -> {
                if (c == quote) {
                    end(at);
                    state = State.IN_TAG;
                } else {
                    value.append(c);
                }
            }
            case BARE -> {
                if (c == '>' || blank) {
                    end(at);
                    state = c == '>' ? State.BETWEEN : State.IN_TAG;
                } else {
                    value.append(c);
                }
            }
        }
    }

    private void begin(State next) {
        state = next;
        value.setLength(0);
        fieldsInValue = false;
    }

    /** A written address must be of the web, a mail or a phone as well: nobody sees which template did it. */
    private void end(int at) throws UnrenderableException {
        String scheme = isAddress() ? scheme() : null;
        if (scheme != null && !HARMLESS_SCHEMES.contains(scheme) && (fieldsInValue || !isPicture(scheme))) {
            throw refused(
                    at,
                    "an address that begins with '" + scheme + ":'",
                    "Write one that begins with https://, mailto: or tel:");
        }
    }

    private boolean isPicture(String scheme) {
        return scheme.equals("data")
                && value.toString().strip().toLowerCase(Locale.ROOT).startsWith("data:image/");
    }

    private String field(String written, int at) throws UnrenderableException {
        if (!written.isEmpty() && "#^/!".indexOf(written.charAt(0)) >= 0) {
            return written;
        }
        String name = written.strip();
        if (state == State.BETWEEN && (at == 0 || text.charAt(at - 1) != '<')) {
            return written;
        }
        if (state != State.QUOTED) {
            throw refused(at, "{{" + name + "}} in a tag and outside of quotes", "Put the attribute's value in quotes");
        }
        String attributeName = attribute.toString().toLowerCase(Locale.ROOT);
        if (attributeName.startsWith("on") || attributeName.equals("style") || attributeName.equals("srcdoc")) {
            throw refused(
                    at,
                    "{{" + name + "}} in the attribute '" + attributeName + "', which is run and not shown",
                    "Take it out");
        }
        if (value.length() > LONGEST_WITH_FIELDS) {
            throw refused(
                    at,
                    "{{" + name + "}} in a value of more than " + LONGEST_WITH_FIELDS + " characters",
                    "Shorten the value of the attribute '" + attributeName + "'");
        }
        boolean first = !fieldsInValue && value.toString().isBlank();
        fieldsInValue = true;
        if (!isAddress() || isOurs(name)) {
            return written;
        }
        if (first) {
            return FieldPlace.ADDRESS.mark(name);
        }
        if (!TextPlaces.isOfLead(name)) {
            return written;
        }
        String scheme = scheme();
        return (scheme != null && (scheme.equals("mailto") || scheme.equals("tel") || scheme.equals("sms"))
                        ? FieldPlace.MAIL_OR_PHONE
                        : FieldPlace.ADDRESS_PART)
                .mark(name);
    }

    /** Addresses that are made here, and whole. */
    private static boolean isOurs(String name) {
        return name.equals("unsubscribe") || name.startsWith(TemplateLinks.PREFIX);
    }

    private boolean isAddress() {
        return ADDRESSES.contains(attribute.toString().toLowerCase(Locale.ROOT));
    }

    /** Of what was written so far; null when nothing says. Browsers skip control characters in it, and read entities. */
    private @Nullable String scheme() {
        String plain = value.toString()
                .replace("&colon;", ":")
                .replaceAll("(?i)&(?:tab|newline);|&#[xX]?[0-9a-fA-F]+;?|[\\p{Cntrl}\\s]", "")
                .toLowerCase(Locale.ROOT);
        boolean hidden = value.indexOf("&#") >= 0 && value.indexOf("&#") < 12;
        int colon = plain.indexOf(':');
        int slash = plain.indexOf('/');
        if (hidden) {
            return "&#…";
        }
        return colon < 0 || (slash >= 0 && slash < colon) || plain.startsWith("?") || plain.startsWith("#")
                ? null
                : plain.substring(0, colon);
    }

    private String tagName() {
        return tag.toString().toLowerCase(Locale.ROOT);
    }

    private UnrenderableException refused(int at, String what, String cure) {
        int line = firstLine;
        for (int i = 0; i < at; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return new UnrenderableException("Template " + where + ", line " + line + " has " + what
                + ", where nothing could make a lead's data harmless. " + cure + ".");
    }
}
