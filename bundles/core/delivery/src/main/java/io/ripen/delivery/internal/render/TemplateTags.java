package io.ripen.delivery.internal.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a template text, found by one walk over it, and checked before anything else reads them: each is closed, has
 * a name that may be one, and sections are nested {@value #MOST_NESTED} deep at most. What reads the text later (a library
 * that calls itself for each section, searches from each tag on) is safe and quick because of these limits.
 */
record TemplateTags(List<Tag> tags) {
    /** Characters of one template file. */
    static final int MOST_CHARACTERS = 256 << 10;

    static final int MOST_TAGS = 2_000;
    static final int MOST_NESTED = 50;
    static final int MOST_LINKS = 200;

    private static final int LONGEST_SHOWN = 60;

    /** Words of letters, digits, '_' and '-', with dots or single blanks between; custom fields may have blanks. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]{0,99}(?:[. ][\\p{L}\\p{N}_-]{1,100}){0,10}");

    /** What a section over a list has besides. */
    private static final Pattern OF_A_LIST = Pattern.compile("this|-first|-last|-index");

    /**
     * One {@code {{…}}}.
     *
     * @param start where its first brace stands
     * @param end behind its last brace
     * @param sign {@code #}, {@code ^}, {@code /}, {@code !}, or a blank for a field
     * @param name without sign and fallback
     */
    record Tag(int start, int end, char sign, String name) {
        boolean isLink() {
            return name.equals("link") || name.startsWith("link.");
        }
    }

    /** Finds the closed tags; what is not closed is left out. */
    static TemplateTags find(CharSequence text) {
        String plain = text.toString();
        List<Tag> tags = new ArrayList<>();
        int at = plain.indexOf("{{");
        while (at >= 0) {
            int close = plain.indexOf("}}", at + 2);
            if (close < 0) {
                break;
            }
            tags.add(tag(plain, at, close));
            at = plain.indexOf("{{", close + 2);
        }
        return new TemplateTags(tags);
    }

    private static Tag tag(String text, int start, int close) {
        String inner = text.substring(start + 2, close).strip();
        char sign = inner.isEmpty() || "#^/!".indexOf(inner.charAt(0)) < 0 ? ' ' : inner.charAt(0);
        String rest = sign == ' ' ? inner : inner.substring(1);
        int bar = rest.indexOf('|');
        return new Tag(start, close + 2, sign, (bar < 0 ? rest : rest.substring(0, bar)).strip());
    }

    /**
     * Checks a text as its author wrote it.
     *
     * @param where file and part, for messages
     * @param firstLine which line of the file the text begins with
     */
    static void check(String where, String text, int firstLine) throws UnrenderableException {
        if (text.length() > MOST_CHARACTERS) {
            throw new UnrenderableException("Template " + where + " has " + text.length() + " characters, and at most "
                    + MOST_CHARACTERS + " are read. Shorten it; put pictures on a web server and name their address.");
        }
        int open = text.indexOf("{{");
        if (open < 0) {
            return;
        }
        List<Tag> tags = find(text).tags();
        int last = tags.isEmpty() ? 0 : tags.get(tags.size() - 1).end();
        int unclosed = text.indexOf("{{", last);
        if (unclosed >= 0) {
            throw new UnrenderableException("Template " + where + ", line " + line(text, unclosed, firstLine)
                    + " has a '{{' that is not closed. Write {{field}} or {{field|fallback}}.");
        }
        if (tags.size() > MOST_TAGS) {
            throw new UnrenderableException("Template " + where + " has " + tags.size() + " tags {{…}}, and at most "
                    + MOST_TAGS + " are read. Write the text itself where it is the same for all leads.");
        }
        int nested = 0;
        int sections = 0;
        for (Tag tag : tags) {
            String wrong = text.substring(tag.start() + 2, tag.end()).contains("{{")
                    ? "where a '{{' is not closed. Write {{field}} or {{field|fallback}}."
                    : wrong(tag, sections > 0);
            if (wrong != null) {
                throw new UnrenderableException("Template " + where + ", line " + line(text, tag.start(), firstLine)
                        + " has " + shown(text.substring(tag.start(), tag.end())) + ", " + wrong);
            }
            switch (tag.sign()) {
                case '#', '^' -> {
                    nested++;
                    sections += tag.sign() == '#' ? 1 : 0;
                }
                case '/' -> nested = Math.max(0, nested - 1);
                default -> {
                    // a field or a comment
                }
            }
            if (nested > MOST_NESTED) {
                throw new UnrenderableException("Template " + where + ", line " + line(text, tag.start(), firstLine)
                        + " has more than " + MOST_NESTED
                        + " sections within each other. Close a section with {{/name}} before the next one begins.");
            }
            sections = nested == 0 ? 0 : sections;
        }
    }

    /** What is wrong with a tag, and the cure; null when nothing is. Links are told elsewhere. */
    private static @Nullable String wrong(Tag tag, boolean inSection) {
        String name = tag.name();
        if (tag.sign() == '!' || tag.isLink()) {
            return null;
        }
        if (inSection && tag.sign() == ' ' && OF_A_LIST.matcher(name).matches()) {
            return null;
        }
        if (name.equals("this") || name.equals(".")) {
            return inSection
                    ? "which names nothing. Write {{this}} for the value that a section {{#…}} is about."
                    : "which names nothing outside of a section {{#…}}. Write the field itself, such as"
                            + " {{contact.first_name|there}}.";
        }
        return NAME.matcher(name).matches()
                ? null
                : "and " + (name.isEmpty() ? "nothing" : "'" + shown(name) + "'")
                        + " is no name of a field. Write letters, digits, '_', '-' and dots, such as"
                        + " {{contact.first_name|there}}.";
    }

    private static String shown(String text) {
        String line = text.replace('\n', ' ');
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }

    private static int line(String text, int at, int firstLine) {
        return firstLine
                + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
