package io.ripen.message;

import java.util.HashMap;
import java.util.Map;

/** Typographic punctuation and odd blanks, written plainly. Letters stay as they are. */
final class PlainPunctuation {
    private static final Map<Character, String> PLAIN = new HashMap<>();

    static {
        all("'", "‘’‚‛′‵´`ʼ＇‹›");
        all("\"", "“”„‟″‶«»＂");
        all("-", "‐‑‒–—―−﹘－");
        all("...", "…");
        all("..", "‥");
        all("*", "•·∙●");
        all(".", "․");
        all("/", "⁄");
        all(" ", "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000\t");
        all("\n", "\u0085\u2028\u2029");
        all("", "\u00AD\u200B\u2060\uFEFF");
    }

    private PlainPunctuation() {}

    private static void all(String plain, String typographic) {
        typographic.chars().forEach(c -> PLAIN.put((char) c, plain));
    }

    static String of(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            String instead = lineEnd ? "" : c < 0x80 && c != '`' && c != '\t' ? null : PLAIN.get(c);
            if (instead != null && plain == null) {
                plain = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (plain != null) {
                plain.append(instead == null ? String.valueOf(c) : instead);
            }
        }
        return plain == null ? text : plain.toString();
    }
}
