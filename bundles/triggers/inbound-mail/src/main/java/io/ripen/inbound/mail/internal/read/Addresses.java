package io.ripen.inbound.mail.internal.read;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** E-mail addresses and message ids found in text. Looks for what has their form, and is content with broken headers. */
final class Addresses {
    private static final int LONGEST = 50_000;
    /** Bounded repetition, and no two parts that can match the same: time is linear. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_{|}~-]{1,200}@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,200}");

    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,500})>");
    private static final Pattern TOKEN =
            Pattern.compile("(?i)(?<![a-z0-9])(reply|bounce|unsubscribe)\\+([a-z0-9_.=-]{1,200})@");

    private Addresses() {}

    static void in(String text, Set<String> found) {
        String some = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Matcher matcher = ADDRESS.matcher(some);
        // Without an @ there is nothing to look for, and each start would be tried.
        int at = some.indexOf('@');
        while (at >= 0) {
            int start = at;
            while (start > 0 && at - start < 200 && part(some.charAt(start - 1))) {
                start--;
            }
            if (start < at && matcher.region(start, some.length()).lookingAt()) {
                String address = matcher.group().toLowerCase(Locale.ROOT);
                while (address.endsWith(".") || address.endsWith("-")) {
                    address = address.substring(0, address.length() - 1);
                }
                address = address.startsWith("'") ? address.substring(1) : address;
                if (address.indexOf('@') > 0 && address.indexOf('@') < address.length() - 1) {
                    found.add(address);
                }
            }
            at = some.indexOf('@', at + 1);
        }
    }

    private static boolean part(char c) {
        return Character.isLetterOrDigit(c) || ".!#$%&'*+/=?^_{|}~-".indexOf(c) >= 0;
    }

    static Set<String> in(Iterable<String> texts) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : texts) {
            in(text, found);
        }
        return found;
    }

    /** The address in a header such as {@code From}: the one in angle brackets, else the first. */
    static @Nullable String one(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Set<String> found = new LinkedHashSet<>();
        int open = header.lastIndexOf('<');
        if (open >= 0) {
            in(header.substring(open), found);
        }
        if (found.isEmpty()) {
            in(header, found);
        }
        return found.isEmpty() ? null : found.iterator().next();
    }

    /** Message ids with their angle brackets. */
    static Set<String> ids(Iterable<String> headers) {
        Set<String> found = new LinkedHashSet<>();
        for (String header : headers) {
            Matcher matcher = ID.matcher(header.length() > LONGEST ? header.substring(0, LONGEST) : header);
            while (matcher.find() && found.size() < 200) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    /** What follows the plus sign in an address of ours, in the case in which it came. */
    static @Nullable String token(Iterable<String> headers) {
        for (String header : headers) {
            Matcher matcher = TOKEN.matcher(header.length() > LONGEST ? header.substring(0, LONGEST) : header);
            if (matcher.find()) {
                return matcher.group(2);
            }
        }
        return null;
    }

    /** Whether it came back to an address that we only ever use as the envelope's sender. */
    static boolean returned(Iterable<String> headers) {
        for (String header : headers) {
            Matcher matcher = TOKEN.matcher(header.length() > LONGEST ? header.substring(0, LONGEST) : header);
            if (matcher.find() && matcher.group(1).equalsIgnoreCase("bounce")) {
                return true;
            }
        }
        return false;
    }

    static String local(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }
}
