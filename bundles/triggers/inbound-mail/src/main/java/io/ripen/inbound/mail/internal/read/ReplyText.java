package io.ripen.inbound.mail.internal.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The new text of a mail: without what it quotes, forwards and signs with. Works on lines; knows the ways in which mailers
 * mark quotations and not a single mailer by name. When in doubt whether text was quoted it is left out, and when in doubt
 * whether text is a signature it stays in.
 */
final class ReplyText {
    static final int MOST_LINES = 2_500;
    private static final int LONGEST_LINE = 2_000;
    private static final int LONGEST_SIGNATURE = 20;
    private static final int WRAPPED_FROM = 55;

    private final List<String> lines;
    private final List<String> plain;
    private final List<String> kept = new ArrayList<>();
    /** Length of the attribution and whether a header block begins, for each line; asked often, found once. */
    private final int[] attributions;

    private final Boolean[] blocks;
    private final Boolean[] markers;

    private ReplyText(List<String> lines) {
        this.lines = lines;
        this.plain = new ArrayList<>(lines.size());
        for (String line : lines) {
            plain.add(Words.plain(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line));
        }
        attributions = new int[lines.size()];
        Arrays.fill(attributions, -1);
        blocks = new Boolean[lines.size()];
        markers = new Boolean[lines.size()];
    }

    private int attribution(int i) {
        if (attributions[i] < 0) {
            attributions[i] = Attribution.length(lines, plain, i);
        }
        return attributions[i];
    }

    private boolean block(int i) {
        Boolean known = blocks[i];
        if (known == null) {
            known = HeaderBlock.at(plain, i);
            blocks[i] = known;
        }
        return known;
    }

    static String of(String text) {
        List<String> lines = text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .lines()
                .limit(MOST_LINES)
                .map(String::stripTrailing)
                .toList();
        ReplyText reply = new ReplyText(lines);
        reply.read();
        return String.join("\n", reply.kept).strip();
    }

    /** Whether it has more lines than are read. */
    static boolean tooLong(String text) {
        return text.lines().skip(MOST_LINES).findAny().isPresent();
    }

    private void read() {
        int i = 0;
        while (i < lines.size()) {
            if (quoted(i)) {
                i = nextText(pastQuote(i));
                gap();
                continue;
            }
            int attribution = attribution(i);
            if (attribution > 0) {
                int next = nextText(i + attribution);
                if (next < lines.size() && quoted(next)) {
                    // An answer between or below the quoted lines may follow.
                    i = next;
                    continue;
                }
                return;
            }
            if (block(i) || originalMarker(i) || ruleAboveHeaders(i)) {
                int next = pastHeaders(i);
                if (next < lines.size() && quoted(next)) {
                    // What is quoted has its marks, so an answer may stand below it.
                    i = next;
                    continue;
                }
                return;
            }
            if (Signature.delimiter(lines.get(i)) && signatureFits(i)) {
                i = pastSignature(i + 1);
                continue;
            }
            if (Signature.sentFrom(plain.get(i)) && alone(i)) {
                int next = pastSignature(i + 1);
                if (next < lines.size() && mark(next)) {
                    i = next;
                    continue;
                }
                if (hasText()) {
                    return;
                }
                // Some apps put their line above the answer.
                i++;
                continue;
            }
            if (Signature.closing(plain.get(i)) && hasText() && signatureFits(i)) {
                i = pastSignature(i + 1);
                continue;
            }
            kept.add(lines.get(i));
            i++;
        }
    }

    /** One blank line and not two where something was left out between. */
    private void gap() {
        while (!kept.isEmpty() && kept.get(kept.size() - 1).isEmpty()) {
            kept.remove(kept.size() - 1);
        }
        if (!kept.isEmpty()) {
            kept.add("");
        }
    }

    private boolean hasText() {
        return kept.stream().anyMatch(line -> !line.isBlank());
    }

    private boolean quoted(int i) {
        return quoted(lines.get(i));
    }

    static boolean quoted(String line) {
        String text = line.stripLeading();
        return text.startsWith(">") || text.startsWith("|> ") || text.startsWith("\uFF1E");
    }

    /** Behind a quotation, and behind the ends of its lines that a mailer broke off without a mark. */
    private int pastQuote(int from) {
        int i = from;
        while (i < lines.size()) {
            if (quoted(i) || continues(i)) {
                i++;
            } else if (plain.get(i).isEmpty()) {
                int next = nextText(i);
                if (next < lines.size() && quoted(next)) {
                    i = next;
                } else {
                    return i;
                }
            } else {
                return i;
            }
        }
        return i;
    }

    private boolean continues(int i) {
        if (i == 0 || plain.get(i).isEmpty() || !quoted(i - 1)) {
            return false;
        }
        String before = lines.get(i - 1);
        String text = lines.get(i).strip();
        char last = before.charAt(before.length() - 1);
        char first = text.charAt(0);
        boolean between = i + 1 >= lines.size() || quoted(i + 1);
        boolean open = last == '.' ? between : last != '?' && last != '!' && last != ':' && last != '>';
        boolean tail = !Character.isUpperCase(first) && first != '-' && first != '*';
        return before.length() >= WRAPPED_FROM && open && tail && text.length() <= before.length();
    }

    private int nextText(int from) {
        int i = from;
        while (i < lines.size() && plain.get(i).isEmpty()) {
            i++;
        }
        return i;
    }

    /** {@code -----Original Message-----} and the like, in dashes or alone with a colon. */
    private boolean originalMarker(int i) {
        Boolean known = markers[i];
        if (known == null) {
            known = original(plain.get(i));
            markers[i] = known;
        }
        return known;
    }

    private static boolean original(String line) {
        if (line.length() > 100) {
            return false;
        }
        String words = stripped(line);
        boolean dashed =
                line.startsWith("--") || line.startsWith("==") || line.startsWith("__") || line.startsWith("##");
        if (!dashed && !line.endsWith(":")) {
            return false;
        }
        for (String phrase : Quotes.ORIGINAL) {
            if (words.equals(phrase) || dashed && words.startsWith(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static String stripped(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && !Character.isLetterOrDigit(line.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    /** A drawn line above the headers of the original mail. */
    private boolean ruleAboveHeaders(int i) {
        String line = plain.get(i);
        if (line.length() < 3 || !Signature.rule(line)) {
            return false;
        }
        int next = nextText(i + 1);
        return next < lines.size() && (block(next) || attribution(next) > 0);
    }

    /** Whether what follows is short enough for a signature. */
    private boolean signatureFits(int i) {
        return pastSignature(i + 1) - i <= LONGEST_SIGNATURE;
    }

    private int pastSignature(int from) {
        int i = from;
        while (i < lines.size() && !mark(i)) {
            i++;
            if (i - from > LONGEST_SIGNATURE) {
                return i;
            }
        }
        return i;
    }

    /** Whether a signature ends above this line: at what is quoted, and at a postscript. */
    private boolean mark(int i) {
        return quoted(i) || block(i) || originalMarker(i) || attribution(i) > 0 || Signature.postscript(plain.get(i));
    }

    /** The first text below the headers of the original mail, or below the line above them. */
    private int pastHeaders(int from) {
        int i = block(from) ? from : nextText(from + 1);
        while (i < lines.size() && !quoted(i) && HeaderBlock.label(plain.get(i))) {
            // A long list of recipients runs over several lines.
            while (i < lines.size() && !quoted(i) && !plain.get(i).isEmpty()) {
                i++;
            }
            i = nextText(i);
        }
        return i;
    }

    /**
     * What stands below the quotation when nothing stands above it and nothing marks its lines: the answer of somebody who
     * wrote at the end. It is what follows the last link or the signature of the original, else the last paragraph; so it may
     * hold words that were quoted, and whoever uses it says so.
     */
    static String below(String text) {
        List<String> lines = text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .lines()
                .limit(MOST_LINES)
                .toList();
        ReplyText reply = new ReplyText(lines);
        for (int i = 0; i < lines.size(); i++) {
            int next = reply.attribution(i) > 0
                    ? reply.nextText(i + reply.attribution(i))
                    : reply.block(i) || reply.originalMarker(i) ? reply.pastHeaders(i) : -1;
            if (next >= 0) {
                return of(BottomAnswer.in(lines.subList(next, lines.size())));
            }
        }
        return "";
    }

    /** Whether a line stands apart: nothing but space, the end or quoted text below it. */
    private boolean alone(int i) {
        int next = i + 1;
        return next >= lines.size()
                || plain.get(next).isEmpty()
                || quoted(next)
                || Signature.rule(plain.get(next))
                || attribution(next) > 0
                || block(next);
    }
}
