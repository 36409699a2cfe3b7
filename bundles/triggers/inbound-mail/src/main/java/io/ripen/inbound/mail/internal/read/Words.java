package io.ripen.inbound.mail.internal.read;

import java.util.Locale;

/** Text made comparable: small plain steps over characters, none of which can take long. */
final class Words {
    private static final int LONGEST_SHOWN = 120;

    private Words() {}

    /** Lower case, every kind of white space as one blank, typographic quotes and dashes as plain ones. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\ufeff' || c == '\u2060' || c == '\u00ad') {
                continue;
            }
            if (c == '\u2019' || c == '\u2018' || c == '\u00b4' || c == '`') {
                c = '\'';
            } else if (c == '\u201c' || c == '\u201d' || c == '\u201e' || c == '\u00ab' || c == '\u00bb') {
                c = '"';
            } else if (c == '\u2013' || c == '\u2014' || c == '\u2011') {
                c = '-';
            }
            if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f' || c == '\u2007') {
                if (!blank) {
                    out.append(' ');
                }
                blank = true;
            } else {
                out.append(c);
                blank = false;
            }
        }
        int length = out.length();
        if (length > 0 && out.charAt(length - 1) == ' ') {
            out.setLength(length - 1);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** One line of bounded length for a message to people. */
    static String oneLine(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < LONGEST_SHOWN; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) ? ' ' : c);
        }
        return out.toString().strip();
    }

    static boolean letterOrDigitAt(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /** Where {@code word} stands in {@code text} as a word of its own, from {@code from} on; -1 when nowhere. */
    static int find(String text, String word, int from) {
        int at = text.indexOf(word, from);
        while (at >= 0) {
            boolean before = !Character.isLetterOrDigit(word.charAt(0)) || !wordChar(text, at - 1);
            boolean after =
                    !Character.isLetterOrDigit(word.charAt(word.length() - 1)) || !wordChar(text, at + word.length());
            if (before && after || ideographic(word)) {
                return at;
            }
            at = text.indexOf(word, at + 1);
        }
        return -1;
    }

    private static boolean wordChar(String text, int at) {
        return letterOrDigitAt(text, at);
    }

    /** Languages that write without blanks have no words of their own in this sense. */
    static boolean ideographic(String word) {
        return word.chars().anyMatch(c -> c >= 0x3000 && c <= 0x9fff || c >= 0xac00 && c <= 0xd7af);
    }
}
