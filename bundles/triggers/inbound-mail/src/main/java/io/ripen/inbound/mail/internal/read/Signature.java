package io.ripen.inbound.mail.internal.read;

/** Lines that begin a signature. */
final class Signature {
    private static final int LONGEST_SENT_FROM = 90;
    private static final int LONGEST_CLOSING = 45;
    private static final int MOST_WORDS = 9;

    private Signature() {}

    /** {@code --} of RFC 3676, and a short run of underscores as mailing lists draw it above their footer. */
    static boolean delimiter(String line) {
        String text = line.strip();
        return text.equals("--") || text.equals("__") || text.equals("___");
    }

    /** A drawn line. */
    static boolean rule(String line) {
        if (line.length() < 3) {
            return false;
        }
        char first = line.charAt(0);
        if (first != '_' && first != '-' && first != '=' && first != '*') {
            return false;
        }
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) != first) {
                return false;
            }
        }
        return true;
    }

    /** {@code Sent from my phone}: nothing but that in the line. */
    static boolean sentFrom(String plain) {
        if (plain.isEmpty() || plain.length() > LONGEST_SENT_FROM * 4) {
            return false;
        }
        // A link behind the name of the app.
        int link = plain.indexOf('<');
        String line = (link > 0 ? plain.substring(0, link) : plain).strip();
        if (line.length() > LONGEST_SENT_FROM) {
            return false;
        }
        if (line.startsWith("[") && line.endsWith("]") && line.length() > 2) {
            line = line.substring(1, line.length() - 1);
        }
        for (String phrase : Quotes.SENT_FROM) {
            boolean begins = line.startsWith(phrase)
                    && (line.length() == phrase.length()
                            || Words.ideographic(phrase)
                            || !Words.letterOrDigitAt(line, phrase.length()));
            if (begins && line.split(" ", MOST_WORDS + 2).length <= MOST_WORDS && line.indexOf(':') < 0) {
                return line.length() > phrase.length() || Words.ideographic(phrase);
            }
        }
        return false;
    }

    /** {@code P.S. …}: what a person adds below the name. */
    static boolean postscript(String plain) {
        for (String phrase : Quotes.POSTSCRIPTS) {
            if (plain.startsWith(phrase)
                    && plain.length() > phrase.length()
                    && !Words.letterOrDigitAt(plain, phrase.length())) {
                return true;
            }
        }
        return false;
    }

    /** {@code Kind regards,}: nothing but that in the line. */
    static boolean closing(String plain) {
        if (plain.isEmpty() || plain.length() > LONGEST_CLOSING) {
            return false;
        }
        int end = plain.length();
        while (end > 0
                && (",.!-;".indexOf(plain.charAt(end - 1)) >= 0
                        || plain.charAt(end - 1) == '\uFF0C'
                        || plain.charAt(end - 1) == ' ')) {
            end--;
        }
        return Quotes.CLOSINGS.contains(plain.substring(0, end));
    }
}
