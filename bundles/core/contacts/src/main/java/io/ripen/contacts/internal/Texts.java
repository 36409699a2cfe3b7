package io.ripen.contacts.internal;

import org.jspecify.annotations.Nullable;

/** What may be in a text that goes into messages, logs and the database. */
final class Texts {
    private Texts() {}

    /** Trimmed; null when nothing is left. */
    static @Nullable String trimmed(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String trimmed = text.strip();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** Without what no text may have: control characters are blanks, and half a character or a lost one is a question mark. */
    static String cleaned(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                cleaned.append(' ');
            } else if (c == 0xFFFD || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                cleaned.append('?');
            } else {
                cleaned.appendCodePoint(c);
            }
        });
        return cleaned.toString();
    }

    /** Not longer than that, and {@link #cleaned}. */
    static String shortened(String text, int longest) {
        return cleaned(text.length() > longest ? text.substring(0, longest) : text);
    }

    /**
     * What is wrong with a text, as the end of a sentence that begins with its name; null when nothing is.
     *
     * @param lines whether line breaks and tabs are in order
     */
    static @Nullable String flaw(String text, int longest, boolean lines) {
        if (text.length() > longest) {
            return "has " + text.length() + " characters; use at most " + longest + ".";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t'))) {
                return "has the control character U+%04X at position %d; remove it.".formatted((int) c, i + 1);
            }
            if (c == '\uFFFD') {
                return "has a character that was lost in a wrong encoding at position " + (i + 1)
                        + "; send the text in UTF-8.";
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return "has half a character at position " + (i + 1) + "; send the text in UTF-8.";
                }
            }
        }
        return null;
    }
}
