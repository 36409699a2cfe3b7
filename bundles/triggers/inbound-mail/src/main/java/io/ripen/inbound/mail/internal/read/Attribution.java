package io.ripen.inbound.mail.internal.read;

import java.util.List;

/**
 * The line that says who wrote the quoted text below it, such as {@code On Mon, 2 Nov 2026, Ann wrote:}, which mailers break
 * over up to four lines. Told by what such lines have in common in all languages: a date, and a verb of writing or an
 * address in angle brackets, and a colon at the end.
 */
final class Attribution {
    private static final int MOST_LINES = 4;
    private static final int LONGEST = 420;
    private static final int LONGEST_WITHOUT_ADDRESS = 160;

    private Attribution() {}

    /** How many lines from {@code i} on are one; 0 when none begins there. */
    static int length(List<String> lines, List<String> plain, int i) {
        String first = plain.get(i);
        if (first.isEmpty() || ReplyText.quoted(lines.get(i))) {
            return 0;
        }
        StringBuilder joined = new StringBuilder();
        for (int count = 1; count <= MOST_LINES && i + count <= plain.size(); count++) {
            String line = plain.get(i + count - 1);
            // A line that holds nothing but the end of the address: ">:".
            boolean broken = count > 1 && ReplyText.quoted(lines.get(i + count - 1)) && !closesAddress(joined, line);
            if (line.isEmpty() || broken || joined.length() + line.length() > LONGEST) {
                return 0;
            }
            if (joined.length() > 0) {
                joined.append(' ');
            }
            joined.append(line);
            if (is(joined.toString()) && (count == 1 || begins(first)) && !laterBegin(plain, i, count)) {
                return count;
            }
        }
        return 0;
    }

    private static boolean closesAddress(CharSequence before, String line) {
        String text = before.toString();
        return text.lastIndexOf('<') > text.lastIndexOf('>')
                && (line.equals(">:") || line.startsWith("> ") && line.endsWith(":") && line.length() < 40);
    }

    /** A longer stretch is none when a part of it is one already: the rest is text above it. */
    private static boolean laterBegin(List<String> plain, int i, int count) {
        StringBuilder tail = new StringBuilder();
        for (int from = i + count - 1; from > i; from--) {
            tail.insert(0, tail.length() > 0 ? plain.get(from) + " " : plain.get(from));
            if (is(tail.toString()) && begins(plain.get(from))) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String line) {
        return lead(line) || date(line);
    }

    private static boolean is(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == ' ')) {
            end--;
        }
        String body = text.substring(0, end);
        if (body.isEmpty() || body.indexOf("://") >= 0 && body.indexOf('<') < 0) {
            return false;
        }
        char last = body.charAt(end - 1);
        boolean colon = last == ':' || last == '\uFF1A';
        boolean address = body.indexOf('@') > 0;
        if (!date(body)) {
            return colon && address && verb(body) && lead(body) && body.length() <= LONGEST_WITHOUT_ADDRESS;
        }
        if (!colon) {
            return lead(body) && address && endsWithVerb(body);
        }
        if (address && body.length() >= 2) {
            char before = body.charAt(body.length() - 2);
            return verb(body) || before == '>' || before == ')' || before == ' ' && body.indexOf('<') > 0;
        }
        return verb(body)
                && body.length() <= LONGEST_WITHOUT_ADDRESS
                && (lead(body) && endsWithVerb(body.substring(0, body.length() - 1)) || fullDate(body))
                && !sentence(body);
    }

    /** Two sentences in one line were written by a person. */
    private static boolean sentence(String text) {
        return text.contains("? ") || text.contains("! ");
    }

    private static boolean lead(String text) {
        for (String lead : Quotes.LEADS) {
            if (text.startsWith(lead)
                    && (Words.ideographic(lead)
                            || !Words.letterOrDigitAt(text, lead.length())
                            || Character.isDigit(text.charAt(lead.length())))) {
                return true;
            }
        }
        return text.length() > 1 && Character.isDigit(text.charAt(0)) || DateNames.beginsWithWeekday(text);
    }

    private static boolean verb(String text) {
        for (String verb : Quotes.VERBS) {
            if (Words.find(text, verb, 0) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithVerb(String text) {
        String trimmed = text.strip();
        for (String verb : Quotes.VERBS) {
            if (trimmed.endsWith(verb)
                    && (Words.ideographic(verb)
                            || !Words.letterOrDigitAt(trimmed, trimmed.length() - verb.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    /** A time of day, a year, or numbers parted as in a date. */
    private static boolean date(String text) {
        return fullDate(text) || time(text) || DateNames.named(text);
    }

    /** A year of four digits, or numbers parted by points, slashes or dashes. */
    private static boolean fullDate(String text) {
        int run = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Character.isDigit(text.charAt(i))) {
                run++;
                continue;
            }
            if (run == 4 && (text.startsWith("19", i - 4) || text.startsWith("20", i - 4))) {
                return true;
            }
            if (run > 0
                    && run <= 2
                    && i + 2 < text.length()
                    && "./-".indexOf(text.charAt(i)) >= 0
                    && Character.isDigit(text.charAt(i + 1))) {
                int next = i + 1;
                while (next < text.length() && Character.isDigit(text.charAt(next))) {
                    next++;
                }
                if (next - i <= 3
                        && next < text.length() - 1
                        && text.charAt(next) == text.charAt(i)
                        && Character.isDigit(text.charAt(next + 1))) {
                    return true;
                }
            }
            run = 0;
        }
        return false;
    }

    private static boolean time(String text) {
        for (int i = text.indexOf(':'); i > 0 && i + 2 < text.length(); i = text.indexOf(':', i + 1)) {
            if (Character.isDigit(text.charAt(i - 1))
                    && Character.isDigit(text.charAt(i + 1))
                    && Character.isDigit(text.charAt(i + 2))) {
                return true;
            }
        }
        return false;
    }
}
