package io.ripen.engine.internal.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of an author, which meets the text of a lead. It is run by RE2, whose time grows with the length of
 * the text and never with what the text says, so that no lead can keep the engine busy. Thread-safe.
 */
public final class TextPattern {
    static final int LONGEST = 500;

    /** Steps of a pattern with its counted repetitions written out. */
    static final int LARGEST = 5_000;

    /** Characters of a text that a pattern is asked about. */
    static final int LONGEST_TEXT = 10_000;

    private static final String CURE =
            "Write letters, [classes], ., *, +, ?, {n}, (groups) and |, such as '(?i)yes|ok.*'; several simple conditions"
                    + " joined by && do what lookaround does.";

    /** The pattern cannot be used. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        private final String cure;

        Unusable(String why, String cure) {
            super(why);
            this.cure = cure;
        }

        public String why() {
            return String.valueOf(getMessage());
        }

        public String cure() {
            return cure;
        }
    }

    private final Pattern pattern;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    public static TextPattern of(String text) throws Unusable {
        if (text.length() > LONGEST) {
            throw new Unusable(
                    "The pattern " + Findings.quote(text) + " has " + text.length() + " characters; at most " + LONGEST
                            + " are read.",
                    "Shorten it, or ask in several conditions.");
        }
        if (text.contains("&&[")) {
            throw unknown(text, "intersections of classes ('&&[')");
        }
        if (size(text) > LARGEST) {
            throw new Unusable(
                    "The pattern " + Findings.quote(text) + " repeats too much: written out it has more than " + LARGEST
                            + " steps.",
                    "Use * or +, or smaller numbers in {…}.");
        }
        try {
            return new TextPattern(Pattern.compile(text));
        } catch (PatternSyntaxException refused) {
            if (text.matches("(?s).*\\(\\?<?[=!].*")) {
                throw unknown(text, "lookahead and lookbehind ('(?=', '(?!', '(?<=', '(?<!')");
            }
            if (text.matches("(?s).*\\\\(?:[1-9]|k<).*")) {
                throw unknown(text, "references back to a group ('\\1')");
            }
            if (text.matches("(?s).*(?:\\(\\?>|[*+?}]\\+).*")) {
                throw unknown(text, "possessive and atomic groups ('*+', '(?>')");
            }
            throw new Unusable(
                    "The pattern " + Findings.quote(text) + " cannot be read: " + refused.getDescription() + " at "
                            + Findings.quote(refused.getPattern()) + ".",
                    CURE);
        } catch (RuntimeException | StackOverflowError refused) {
            throw new Unusable("The pattern " + Findings.quote(text) + " cannot be read.", CURE);
        }
    }

    private static Unusable unknown(String text, String what) {
        return new Unusable(
                "The pattern " + Findings.quote(text) + " uses " + what
                        + ", which is not known here: a text that a lead wrote could keep such a pattern busy for hours.",
                CURE);
    }

    /**
     * Whether the whole text matches.
     *
     * @throws IllegalArgumentException when the text is too long to be asked
     */
    public boolean matches(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("A text of " + text.length() + " characters was to be compared with the"
                    + " pattern " + Findings.quote(pattern.pattern()) + ", and at most " + LONGEST_TEXT
                    + " are. Ask another field, or compare with 'contains'.");
        }
        return pattern.matches(text);
    }

    /** An upper bound of the steps, with all repetitions written out; what is no pattern is measured all the same. */
    private static long size(String text) {
        long[] sums = new long[LONGEST + 2];
        long[] lasts = new long[LONGEST + 2];
        int depth = 0;
        boolean inClass = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                lasts[depth] = 1;
                sums[depth]++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
                lasts[depth] = 1;
                sums[depth]++;
            } else if (c == '(') {
                depth++;
                sums[depth] = 2;
                lasts[depth] = 0;
            } else if (c == ')' && depth > 0) {
                depth--;
                lasts[depth] = sums[depth + 1];
                sums[depth] += lasts[depth];
            } else if (c == '{') {
                long times = most(text, i);
                sums[depth] += lasts[depth] * Math.max(0, times - 1);
                lasts[depth] *= Math.max(1, times);
            } else {
                lasts[depth] = 1;
                sums[depth]++;
            }
            if (sums[depth] > LARGEST) {
                return sums[depth];
            }
        }
        return sums[0];
    }

    /** The larger number of <code>{n}</code>, <code>{n,}</code> or <code>{n,m}</code>. */
    private static long most(String text, int at) {
        long most = 0;
        long number = 0;
        for (int i = at + 1; i < text.length() && text.charAt(i) != '}'; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.min(LARGEST * 2L, number * 10 + (c - '0'));
                most = Math.max(most, number);
            } else if (c == ',') {
                number = 0;
            } else {
                return 1;
            }
        }
        return Math.max(1, most);
    }
}
