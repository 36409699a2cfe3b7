package io.ripen.inbound.mail.internal.read;

import java.util.List;

/** The headers of the original mail, as many mailers put them above quoted text: {@code From: … Sent: … Subject: …}. */
final class HeaderBlock {
    private static final int FROM = 1;
    private static final int SENT = 2;
    private static final int TO = 4;
    private static final int SUBJECT = 8;
    private static final int WITHIN = 9;
    private static final int LONGEST_LABEL = 20;

    private HeaderBlock() {}

    /** Whether one begins in line {@code i}: it has the sender and two more of date, recipient and subject. */
    static boolean at(List<String> plain, int i) {
        int found = labels(plain.get(i));
        if (found == 0) {
            return false;
        }
        int misses = 0;
        for (int next = i + 1; next < Math.min(plain.size(), i + WITHIN); next++) {
            String line = plain.get(next);
            int label = labels(line);
            if (label == 0) {
                misses++;
                // A long list of recipients runs over several lines; a blank line between is odd but seen.
                if (misses > 2 && (found & SENT) == 0 || misses > 3) {
                    break;
                }
            }
            found |= label;
        }
        return (found & FROM) != 0 && Integer.bitCount(found) >= 3;
    }

    /** Whether the line has one of the labels. */
    static boolean label(String line) {
        return labels(line) != 0;
    }

    private static int labels(String line) {
        int from = 0;
        while (from < line.length() && (line.charAt(from) == '*' || line.charAt(from) == ' ')) {
            from++;
        }
        int colon = line.indexOf(':', from);
        int wide = line.indexOf('\uFF1A', from);
        if (colon < 0 || wide >= 0 && wide < colon) {
            colon = wide;
        }
        if (colon <= from || colon - from > LONGEST_LABEL) {
            return 0;
        }
        String label = line.substring(from, colon).replace("*", "").strip();
        int found = 0;
        if (Quotes.FROM.contains(label)) {
            found |= FROM;
        }
        if (Quotes.SENT.contains(label)) {
            found |= SENT;
        }
        if (Quotes.TO.contains(label)) {
            found |= TO;
        }
        if (Quotes.SUBJECT.contains(label)) {
            found |= SUBJECT;
        }
        return found;
    }
}
