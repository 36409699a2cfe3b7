package io.ripen.channel;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;

/**
 * The form that all spellings of one mailbox have in common: lower case, the domain in ASCII; at providers that are known to
 * ignore them, what follows a plus is left out, and so are the dots of Gmail, whose second name is googlemail.com.
 */
final class MailAddressKey {
    private static final String GMAIL = "gmail.com";
    private static final String GMAIL_TOO = "googlemail.com";
    /** Their own documentation says that name+anything reaches name. */
    private static final Set<String> PLUS_ADDRESSING = Set.of(
            GMAIL,
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "fastmail.com",
            "fastmail.fm",
            "proton.me",
            "protonmail.com",
            "pm.me");

    private MailAddressKey() {}

    static String of(String address) {
        String lower = address.strip().toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        if (at < 1) {
            return lower;
        }
        String name = lower.substring(0, at);
        String domain = ascii(lower.substring(at + 1));
        if (domain.equals(GMAIL_TOO)) {
            domain = GMAIL;
        }
        int plus = name.indexOf('+');
        if (plus > 0 && PLUS_ADDRESSING.contains(domain)) {
            name = name.substring(0, plus);
        }
        if (domain.equals(GMAIL)) {
            name = name.replace(".", "");
        }
        return name + "@" + domain;
    }

    private static String ascii(String domain) {
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        if (bare.chars().allMatch(c -> c < 128)) {
            return bare;
        }
        try {
            return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException impossible) {
            return bare;
        }
    }
}
