package io.ripen.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * A text of a lead, in which whole words are found. The one rule for triggers ({@code text=YES}), for conditions
 * ({@code repliedWith('yes')}) and for whatever else looks for a word in what somebody wrote.
 *
 * <pre>{@code
 * WrittenText.of("Oh YES, please!").has("yes");             // true
 * WrittenText.of("I said it yesterday").has("yes");         // false: part of a word
 * WrittenText.of("that eyesore of a yes-man").has("yes");   // false: a hyphen makes one word
 * WrittenText.of("d'accord").has("accord");                 // true: an elision is a word of its own
 * WrittenText.of("好的，谢谢").has("好");                     // true: no blanks between words
 * }</pre>
 *
 * <p>Case, accents of Latin, Greek and Cyrillic letters, the shape of apostrophes, runs of blanks, skin tones and invisible
 * characters do not count. In scripts that put no blanks between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) a word
 * may stand inside of others, but not behind its negation: {@code 不是} is no {@code 是}. Takes time in proportion to the
 * text. Immutable.
 */
public final class WrittenText {
    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    private static final Set<UnicodeScript> WITH_ACCENTS =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);
    /** What turns the word behind it round, where no blank parts the two: not, not yet, do not. */
    private static final String[] NEGATIONS = {"不", "没", "沒", "未", "别", "別", "ไม่", "บ่", "មិន"};

    private static final String APOSTROPHES = "’‘`´ʼ＇";
    private static final String HYPHENS = "-‐‑_@";
    private static final String WITHIN_NUMBERS = ".,:/";
    /** Of an elision: l', d', qu'. */
    private static final int ELISION = 2;

    private final String normal;

    private WrittenText(String normal) {
        this.normal = normal;
    }

    /** Reads a text of any length, the empty one as well. */
    public static WrittenText of(String written) {
        return new WrittenText(normal(written));
    }

    /** Whether these words stand in it as whole words, next to each other and in this order; false for none. */
    public boolean has(String words) {
        return find(bare(normal(words)), 0) >= 0;
    }

    /** As it is compared. */
    String normal() {
        return normal;
    }

    /** Where normalised words stand first from there on; -1 when they do not. */
    int find(String words, int from) {
        if (words.isEmpty()) {
            return -1;
        }
        for (int at = normal.indexOf(words, from); at >= 0; at = normal.indexOf(words, at + 1)) {
            if (isWhole(at, at + words.length())) {
                return at;
            }
        }
        return -1;
    }

    /** Whether no word is cut at either end. */
    boolean isWhole(int begin, int end) {
        return isBorder(begin) && isBorder(end) && !isNegated(begin);
    }

    private boolean isNegated(int begin) {
        if (begin >= normal.length() || !isWithoutBlanks(normal.codePointAt(begin))) {
            return false;
        }
        for (String each : NEGATIONS) {
            if (normal.startsWith(each, begin - each.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isBorder(int at) {
        if (at <= 0 || at >= normal.length()) {
            return true;
        }
        int before = normal.codePointBefore(at);
        int after = normal.codePointAt(at);
        if (isMark(after)) {
            return false;
        }
        if (isJoint(after)) {
            return !(isPart(before) && isPart(behind(at)) && joins(after, before, behind(at)));
        }
        if (isJoint(before)) {
            int ahead = ahead(at);
            boolean joined = isPart(ahead) && isPart(after) && joins(before, ahead, after);
            return !joined || (before == '\'' && isElision(at - 1));
        }
        return !isPart(before) || !isPart(after) || isWithoutBlanks(before) || isWithoutBlanks(after);
    }

    private int behind(int at) {
        int next = normal.offsetByCodePoints(at, 1);
        return next < normal.length() ? normal.codePointAt(next) : ' ';
    }

    private int ahead(int at) {
        int last = normal.offsetByCodePoints(at, -1);
        return last > 0 ? normal.codePointBefore(last) : ' ';
    }

    private static boolean isJoint(int c) {
        return c == '\'' || HYPHENS.indexOf(c) >= 0 || WITHIN_NUMBERS.indexOf(c) >= 0;
    }

    private static boolean joins(int joint, int before, int after) {
        return WITHIN_NUMBERS.indexOf(joint) < 0 || (Character.isDigit(before) && Character.isDigit(after));
    }

    private boolean isElision(int apostrophe) {
        int letters = 0;
        for (int at = apostrophe; at > 0; letters++) {
            int c = normal.codePointBefore(at);
            if (!isPart(c)) {
                break;
            }
            at -= Character.charCount(c);
        }
        return letters <= ELISION;
    }

    private static boolean isPart(int c) {
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isWithoutBlanks(int c) {
        return WITHOUT_BLANKS.contains(UnicodeScript.of(c));
    }

    /** Without blanks, punctuation and signs at the ends, unless there is nothing else. */
    static String bare(String normal) {
        int begin = 0;
        int end = normal.length();
        while (begin < end && !isPart(normal.codePointAt(begin)) && normal.charAt(begin) != '*') {
            begin += Character.charCount(normal.codePointAt(begin));
        }
        while (end > begin && !isPart(normal.codePointBefore(end)) && normal.charAt(end - 1) != '*') {
            end -= Character.charCount(normal.codePointBefore(end));
        }
        return begin < end ? normal.substring(begin, end) : isSigns(normal) ? normal.strip() : "";
    }

    /** An emoji is something said; punctuation alone is not. */
    private static boolean isSigns(String normal) {
        return normal.codePoints().anyMatch(c -> Character.getType(c) == Character.OTHER_SYMBOL);
    }

    static String normal(String written) {
        String decomposed = Normalizer.normalize(written, Normalizer.Form.NFKD);
        StringBuilder text = new StringBuilder(decomposed.length());
        UnicodeScript base = UnicodeScript.COMMON;
        boolean blank = false;
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (type == Character.FORMAT
                    || isSkinTone(c)
                    || (type == Character.NON_SPACING_MARK && isAccent(c, base))) {
                continue;
            }
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || type == Character.CONTROL) {
                blank = true;
                continue;
            }
            if (blank && text.length() > 0) {
                text.append(' ');
            }
            blank = false;
            if (!isMark(c)) {
                base = UnicodeScript.of(c);
            }
            text.appendCodePoint(APOSTROPHES.indexOf(c) >= 0 ? '\'' : lower(c));
        }
        return Normalizer.normalize(text.toString().replace("ß", "ss"), Normalizer.Form.NFC);
    }

    /** Both of an I with and without a dot, so that Turkish and others meet. */
    private static int lower(int c) {
        return c == 'ı' ? 'i' : Character.toLowerCase(Character.toUpperCase(c));
    }

    /** The sign that asks for the coloured shape of an emoji is one as well. */
    private static boolean isSkinTone(int c) {
        return (c >= 0x1F3FB && c <= 0x1F3FF) || c == 0xFE0F || c == 0xFE0E;
    }

    private static boolean isAccent(int mark, UnicodeScript base) {
        return WITH_ACCENTS.contains(base) && UnicodeScript.of(mark) == UnicodeScript.INHERITED;
    }
}
