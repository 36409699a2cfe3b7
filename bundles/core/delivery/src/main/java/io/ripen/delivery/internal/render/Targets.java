package io.ripen.delivery.internal.render;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses a tracked link may lead to: whole http and https addresses and nothing that runs or hides. An address may be
 * written as people see it in their browser, with letters of any language; {@link #sent} is what goes over the wire.
 */
public final class Targets {
    /** Browsers and servers take longer ones; the redirect's header has room for this much everywhere. */
    private static final int MOST = 6_000;

    private static final String WHOLE = "Write a whole address, such as https://acme.example/pricing.";
    /** Browsers send them, and Java's reader of addresses does not take them. */
    private static final String ENCODED = "|{}^`";

    private static final String HEX = "0123456789ABCDEF";
    private static final int LONGEST_HOST = 253;

    private Targets() {}

    /** What is wrong with an address, as the rest of a sentence, and the cure; null when nothing is. */
    public static @Nullable String problem(String url) {
        if (url.isEmpty()) {
            return "is empty. " + WHOLE;
        }
        if (url.length() > MOST) {
            return "has " + url.length() + " characters, and at most " + MOST + " are taken. Shorten it.";
        }
        String character = character(url);
        if (character != null) {
            return character;
        }
        int begin = hostBegins(url);
        if (begin < 0) {
            return "does not begin with https:// or http://. " + WHOLE;
        }
        String host = authority(url, begin);
        if (host.isEmpty()) {
            return "names no host. " + WHOLE;
        }
        if (host.indexOf('@') >= 0) {
            return "has a user name before the host, which hides where it leads. Leave out what is before the '@'.";
        }
        String wrong = host(host);
        if (wrong != null) {
            return wrong;
        }
        String sent = sent(url);
        if (sent.length() > MOST) {
            return "has " + sent.length() + " characters when it is encoded, and at most " + MOST
                    + " are taken. Shorten it.";
        }
        return readable(url, sent);
    }

    /** The address in ASCII: the host as it stands in DNS, other letters percent-encoded. Only of one without a problem. */
    public static String sent(String url) {
        int begin = hostBegins(url);
        String host = authority(url, begin);
        int end = begin + host.length();
        StringBuilder sent =
                new StringBuilder(url.length() + 16).append(url, 0, begin).append(ascii(host));
        boolean path = true;
        for (int i = end; i < url.length(); ) {
            int c = url.codePointAt(i);
            path &= c != '?' && c != '#';
            if (c >= 0x7F || ENCODED.indexOf(c) >= 0 || (path && (c == '[' || c == ']'))) {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    sent.append('%').append(HEX.charAt(each >> 4 & 0xF)).append(HEX.charAt(each & 0xF));
                }
            } else {
                sent.append((char) c);
            }
            i += Character.charCount(c);
        }
        return sent.toString();
    }

    private static int hostBegins(String url) {
        return url.regionMatches(true, 0, "https://", 0, 8) ? 8 : url.regionMatches(true, 0, "http://", 0, 7) ? 7 : -1;
    }

    private static String authority(String url, int begin) {
        int end = begin;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(begin, end);
    }

    private static String ascii(String host) {
        return host.chars().allMatch(c -> c < 0x7F) ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    }

    /** The first character that no address has. */
    private static @Nullable String character(String url) {
        for (int i = 0; i < url.length(); ) {
            int c = url.codePointAt(i);
            String at = " at place " + (url.codePointCount(0, i) + 1);
            if (c == ' ') {
                return "has a blank" + at + ". Write %20 for it, or take it out.";
            }
            String name = Character.getName(c);
            if (isInvisible(c)) {
                return "has an invisible character" + at + " (U+" + String.format("%04X", c)
                        + (name == null ? "" : ", " + name.toLowerCase(Locale.ROOT))
                        + "). Take it out; type the address"
                        + " anew if you cannot see it.";
            }
            if ("\\\"<>".indexOf(c) >= 0 || "“”„«»‹›‘’".indexOf(c) >= 0) {
                return "has the character '" + Character.toString(c) + "'" + at + ", which an address may not have."
                        + " Take it out, or write " + encoded(c) + " for it.";
            }
            if (c == '%' && !isHex(url, i + 1)) {
                return "has a '%'" + at
                        + " that is not followed by two digits of a code. Write %25 for a percent sign.";
            }
            if (c == '#' && url.indexOf('#', i + 1) > 0) {
                return "has a second '#'" + " at place " + (url.codePointCount(0, url.indexOf('#', i + 1)) + 1)
                        + ". Write %23 for it.";
            }
            i += Character.charCount(c);
        }
        return null;
    }

    private static boolean isHex(String url, int at) {
        return at + 1 < url.length()
                && Character.digit(url.charAt(at), 16) >= 0
                && Character.digit(url.charAt(at + 1), 16) >= 0
                && url.charAt(at) < 0x7F
                && url.charAt(at + 1) < 0x7F;
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String encoded(int c) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(HEX.charAt(each >> 4 & 0xF)).append(HEX.charAt(each & 0xF));
        }
        return encoded.toString();
    }

    private static @Nullable String host(String host) {
        int bad = host.codePoints()
                .filter(c -> c < 0x7F && !Character.isLetterOrDigit(c) && ".-_:[]".indexOf(c) < 0)
                .findFirst()
                .orElse(-1);
        if (bad >= 0) {
            return "has the character '" + Character.toString(bad) + "' in its host '" + host
                    + "', where letters, digits, '.', '-' and '_' may stand. Take it out.";
        }
        // Two rules are in use for them, and they lead to different hosts.
        int twofold =
                host.codePoints().filter(c -> c == 'ß' || c == 'ς').findFirst().orElse(-1);
        if (twofold >= 0) {
            return "has the letter '" + Character.toString(twofold) + "' in its host '" + host
                    + "', which some programs read as another one. Write the host as it begins with xn--.";
        }
        String ascii;
        try {
            ascii = ascii(host);
        } catch (IllegalArgumentException noName) {
            return "has the host '" + host + "', which is no name. Check each part between the dots.";
        }
        if (ascii.length() > LONGEST_HOST || ascii.startsWith(".") || ascii.contains("..")) {
            return "has the host '" + host + "', which is no name. Check each part between the dots.";
        }
        return null;
    }

    /** Java's reader has the last word, since others use it. It knows no underscore in a host, and browsers do. */
    private static @Nullable String readable(String url, String sent) {
        try {
            URI uri = new URI(sent);
            if (uri.getHost() == null) {
                String authority = String.valueOf(uri.getRawAuthority());
                if (authority.indexOf('_') < 0
                        || new URI("http://" + authority.replace('_', 'x') + "/").getHost() == null) {
                    return "has the host '" + authority + "', which is no name. Check each part between the dots.";
                }
            }
            return null;
        } catch (URISyntaxException broken) {
            int at = broken.getIndex();
            return at >= 0 && at < sent.length()
                    ? "has the character '" + sent.charAt(at)
                            + "' where none of its kind may stand. Take it out, or write " + encoded(sent.charAt(at))
                            + " for it."
                    : "cannot be read as an address (" + url.length() + " characters). " + WHOLE;
        }
    }
}
