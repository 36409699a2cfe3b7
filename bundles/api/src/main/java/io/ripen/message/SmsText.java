package io.ripen.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text costs as SMS.
 *
 * <pre>{@code
 * SmsText text = SmsText.of("See you at 5 – bring the “plan”");
 * text.encoding();  // UCS_2, because of the dash and the quotes
 * text.segments();  // 1
 * text.plain();     // See you at 5 - bring the "plan"
 * }</pre>
 *
 * <p>Counts by 3GPP TS 23.038 (GSM 03.38): a text of the GSM alphabet has 160 characters in one segment and 153 in each of
 * several; any other is sent as UCS-2, with 70 and 67. What a reader sees as one character is not cut in two: neither an
 * extension character of GSM (which counts as two), nor a surrogate pair, nor an emoji that is made of several; so a segment
 * may be shorter. Immutable.
 *
 * @param text as it would be sent
 * @param characters what fills the segments: in GSM-7 septets, where an extension character counts as two; in UCS-2 what a
 *     reader sees as one character
 * @param segments how many messages the provider bills; 0 for an empty text
 * @param plain the same text with typographic punctuation and odd blanks written plainly; equal to {@code text} when there
 *     are none
 * @param hints sentences that say what would make it cheaper; empty when nothing would
 */
public record SmsText(String text, Encoding encoding, int characters, int segments, String plain, List<String> hints) {

    /** How the characters travel. */
    public enum Encoding {
        GSM_7("GSM-7", 160, 153),
        UCS_2("UCS-2", 70, 67);

        private final String word;
        private final int alone;
        private final int ofSeveral;

        Encoding(String word, int alone, int ofSeveral) {
            this.word = word;
            this.alone = alone;
            this.ofSeveral = ofSeveral;
        }

        /** {@code GSM-7} or {@code UCS-2}. */
        public String word() {
            return word;
        }
    }

    private static final Pattern SEEN_AS_ONE = Pattern.compile("\\X");

    /** Counts a text of any length. */
    public static SmsText of(String text) {
        Count count = Count.of(text);
        String plain = PlainPunctuation.of(text);
        return new SmsText(
                text, count.encoding(), count.characters(), count.segments(), plain, hints(text, count, plain));
    }

    private static List<String> hints(String text, Count count, String plain) {
        List<String> hints = new ArrayList<>();
        if (count.encoding() == Encoding.UCS_2) {
            Count ofPlain = Count.of(plain);
            if (ofPlain.encoding() == Encoding.GSM_7) {
                hints.add(
                        "Typographic punctuation makes the whole text UCS-2, with 70 characters in a segment instead of"
                                + " 160. "
                                + (ofPlain.segments() < count.segments()
                                        ? "Written plainly it has " + segments(ofPlain.segments()) + " instead of "
                                                + count.segments() + "."
                                        : "Written plainly it leaves more room."));
            } else {
                hints.add("The character " + firstOutside(plain)
                        + " is not of the GSM alphabet, so a segment has 70 characters instead of 160. Without it and the"
                        + " like the text would be cheaper.");
            }
        } else if (!plain.equals(text) && Count.of(plain).segments() < count.segments()) {
            hints.add("Written plainly it has " + segments(Count.of(plain).segments()) + " instead of "
                    + count.segments() + ".");
        }
        if (count.segments() > 1) {
            hints.add("It is billed as " + count.segments() + " messages. One has room for " + count.encoding().alone
                    + " characters of " + count.encoding().word + ".");
        }
        return List.copyOf(hints);
    }

    private static String segments(int count) {
        return count == 1 ? "1 segment" : count + " segments";
    }

    private static String firstOutside(String text) {
        int at = 0;
        while (at < text.length() && GsmAlphabet.septets(text.charAt(at)) > 0) {
            at++;
        }
        Matcher seen = SEEN_AS_ONE.matcher(text);
        while (seen.find()) {
            if (seen.end() > at) {
                return "'" + seen.group() + "' at place " + (text.codePointCount(0, seen.start()) + 1);
            }
        }
        return "at place 1";
    }

    /** The figures alone. */
    private record Count(Encoding encoding, int characters, int segments) {

        static Count of(String text) {
            int septets = 0;
            for (int i = 0; i < text.length(); i++) {
                int each = GsmAlphabet.septets(text.charAt(i));
                if (each == 0) {
                    return ucs2(text);
                }
                septets += each;
            }
            Filling filling = new Filling(Encoding.GSM_7);
            for (int i = 0; i < text.length(); i++) {
                filling.add(GsmAlphabet.septets(text.charAt(i)));
            }
            return new Count(Encoding.GSM_7, septets, filling.segments());
        }

        private static Count ucs2(String text) {
            Filling filling = new Filling(Encoding.UCS_2);
            int characters = 0;
            Matcher seen = SEEN_AS_ONE.matcher(text);
            while (seen.find()) {
                int units = seen.end() - seen.start();
                boolean lineEnd = units == 2 && text.charAt(seen.start()) == '\r';
                if (lineEnd || units > Encoding.UCS_2.ofSeveral) {
                    // A line end is two characters; and a heap of accents that no segment could hold has to be cut.
                    characters += addOneByOne(filling, text, seen.start(), seen.end());
                } else {
                    filling.add(units);
                    characters++;
                }
            }
            return new Count(Encoding.UCS_2, characters, filling.segments());
        }

        private static int addOneByOne(Filling filling, String text, int from, int to) {
            int added = 0;
            for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
                filling.add(Character.charCount(text.codePointAt(i)));
                added++;
            }
            return added;
        }
    }

    /** Fills segments; how long one is shows only when it is known whether there is a second. */
    private static final class Filling {
        private final Encoding encoding;
        private int total;
        private int full;
        private int inLast;

        Filling(Encoding encoding) {
            this.encoding = encoding;
        }

        void add(int units) {
            total += units;
            if (inLast + units > encoding.ofSeveral) {
                full++;
                inLast = 0;
            }
            inLast += units;
        }

        int segments() {
            return total == 0 ? 0 : total <= encoding.alone ? 1 : full + 1;
        }
    }
}
